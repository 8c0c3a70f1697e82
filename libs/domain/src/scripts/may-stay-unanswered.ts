import type { RingTarget } from '../calls/call-instruction.js';
import type { ScriptDraft } from './script-draft.js';

/** Seconds that a call may ring without being picked up: carriers cut one after a while, none of them sooner than this as far as is known. */
const LONGEST = 45;
/** Seconds by which the provider may ring longer than it was told: https://www.twilio.com/docs/voice/twiml/dial#timeout */
const OVERRUN = 5;
/** Seconds in which whoever picked a mobile up hears the words and has for his digit; the caller hears it ring meanwhile. */
const SCREENING = 12;

/**
 * Whether a call may stay unanswered while these telephones ring: only if all of it is over before the caller's carrier could lose its patience. A ring that may
 * last longer is begun on an answered call: he hears it ring on, and his carrier waits for nothing any more.
 */
export function mayStayUnanswered(
  { spoken, cameAt, now }: Pick<ScriptDraft, 'spoken' | 'cameAt' | 'now'>,
  targets: readonly RingTarget[],
  seconds: number,
): boolean {
  if (spoken || cameAt === null) return false;
  const rung = (now.getTime() - Date.parse(cameAt)) / 1000;
  return rung + seconds + OVERRUN + (targets.some(({ screened }) => screened) ? SCREENING : 0) <= LONGEST;
}
