import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../webhooks/sign.js';
import type { Credentials } from '../world.js';

export type TokenCheck = { ok: true; identity: string; issuedAt: number; expiresAt: number } | { ok: false; code: number; message: string };

const headerSchema = z.looseObject({ alg: z.literal('HS256'), cty: z.literal('twilio-fpa;v=1') });
const payloadSchema = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  grants: z.looseObject({ identity: z.string(), voice: z.looseObject({ incoming: z.looseObject({ allow: z.boolean() }).optional() }) }),
});

function decode(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

const refuse = (code: number, message: string): TokenCheck => ({ ok: false, code, message });

/**
 * Checks a browser phone's AccessToken: signed with the API secret, ours, not expired, allowed to receive calls.
 * `nows` are the instants that may count as now (seconds). https://www.twilio.com/docs/iam/access-tokens
 */
export function checkAccessToken(token: string, credentials: Credentials, nows: readonly number[]): TokenCheck {
  const [head, body, signature, ...rest] = token.split('.');
  if (!signature || rest.length > 0) return refuse(20101, 'Invalid Access Token');
  const expected = createHmac('sha256', credentials.apiSecret).update(`${head}.${body}`).digest('base64url');
  const header = headerSchema.safeParse(decode(head));
  if (!header.success) return refuse(20102, 'Invalid Access Token header');
  if (!isSameSecret(expected, signature)) return refuse(20107, 'Invalid Access Token signature');
  const payload = payloadSchema.safeParse(decode(body));
  if (!payload.success) return refuse(20106, 'Invalid Access Token grants');
  const { iss, sub, exp, iat, grants } = payload.data;
  if (iss !== credentials.apiKey || sub !== credentials.accountSid) return refuse(20103, 'Invalid Access Token issuer or subject');
  if (nows.every((now) => exp <= now)) return refuse(20104, 'Access Token expired or expiration date invalid');
  if (!/^[A-Za-z0-9_]{1,256}$/.test(grants.identity)) return refuse(20105, 'Invalid identity in the Access Token');
  if (grants.voice.incoming?.allow !== true) return refuse(20106, 'The Access Token does not allow incoming calls');
  return { ok: true, identity: grants.identity, issuedAt: iat ?? exp - 3_600, expiresAt: exp };
}
