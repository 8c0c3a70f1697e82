import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { DomainError } from '@ringbase/domain';
import type { Refusal } from '../dialect.js';

/** What stands before the 32 bytes of an Ed25519 key in its SPKI form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
/** Seconds that a message may be old, or ahead of our clock; the same as in the provider's own libraries. */
const TOLERANCE = 300;

export type TelnyxSigned = {
  /** `telnyx-signature-ed25519` */
  signature: unknown;
  /** `telnyx-timestamp`: seconds since 1970. */
  timestamp: unknown;
  /** The body byte for byte: a form written anew in another order has another signature. */
  rawBody: Buffer;
  receivedAt: Date;
};

/** The account's public key as the provider's portal shows it: base64 of 32 bytes. Throws INVALID: a door without a key is not opened. */
export function readPublicKey(base64: string): KeyObject {
  const raw = Buffer.from(base64, 'base64');
  if (raw.length !== 32 || raw.toString('base64') !== base64) throw new DomainError('INVALID', 'This is no Ed25519 public key.');
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
}

/**
 * Why a message is not taken for the provider's; null: it is. Ed25519 over `timestamp|body`; the address is not signed. Within the tolerance a
 * replay passes, and the claims make it harmless.
 * Source: https://developers.telnyx.com/api-reference/callbacks/texml-call-answered (headers); that requests for instructions are signed so, too, is *unverified*
 */
export function refusalOfTelnyx(key: KeyObject, { signature, timestamp, rawBody, receivedAt }: TelnyxSigned): Refusal | null {
  if (typeof signature !== 'string' || !/^[A-Za-z0-9+/]{86}==$/.test(signature)) return 'signature';
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return 'signature';
  const signed = Buffer.concat([Buffer.from(`${timestamp}|`), rawBody]);
  if (!verify(null, signed, key, Buffer.from(signature, 'base64'))) return 'signature';
  return Math.abs(receivedAt.getTime() / 1000 - Number(timestamp)) > TOLERANCE ? 'stale' : null;
}
