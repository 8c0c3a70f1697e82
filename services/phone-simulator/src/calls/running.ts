import type { Element } from '../twiml/parse-twiml.js';
import type { HttpMethod } from '../webhooks/http-method.js';
import type { Params } from '../webhooks/sign.js';
import type { World } from '../world.js';
import { ApplicationFailure } from './interruption.js';
import type { Leg } from './leg.js';

/** Where the next document comes from. */
export type DocumentSource =
  | { kind: 'url'; url: string; method: HttpMethod; extra: Params }
  | { kind: 'twiml'; twiml: string; url: string };

/** A TwiML document being acted out on one leg. */
export interface Running {
  readonly world: World;
  readonly leg: Leg;
  readonly signal: AbortSignal;
  /** The address of the current document; relative addresses and default actions start here. */
  readonly documentUrl: string;
  /** A document played to a callee before bridging may not Dial. */
  readonly screening: boolean;
  /** Plays a document to a callee before he is joined; false when he hung up or was hung up on in it. */
  readonly screen: (callee: Leg, source: DocumentSource) => Promise<boolean>;
}

/** A document heard on a leg, beside what else goes on there: hold music, announcements, prompts. */
export type Listening = Pick<Running, 'world' | 'leg' | 'signal' | 'documentUrl'>;

export type VerbResult =
  | { kind: 'next' }
  | { kind: 'goto'; source: DocumentSource }
  | { kind: 'hangup' }
  | { kind: 'reject'; reason: 'busy' | 'rejected' };

/** An address in the document, made absolute. https://www.twilio.com/docs/api/errors/11100 */
export function resolveUrl(running: Pick<Running, 'documentUrl'>, address: string): string {
  try {
    return new URL(address.trim(), running.documentUrl || undefined).toString();
  } catch {
    throw new ApplicationFailure(11100, `Invalid URL format: ${address}`, running.documentUrl);
  }
}

export function methodOf(element: Element, name = 'method'): HttpMethod {
  return element.attributes[name] === 'GET' ? 'GET' : 'POST';
}

/** A whole number from an attribute; what cannot be read counts as absent. */
export function intOf(element: Element, name: string, fallback: number): number {
  const text = element.attributes[name];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : fallback;
}

export function goto(running: Pick<Running, 'documentUrl'>, url: string, method: HttpMethod, extra: Params): VerbResult {
  return { kind: 'goto', source: { kind: 'url', url: resolveUrl(running, url), method, extra } };
}
