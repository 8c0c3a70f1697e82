import type { CallProjection } from '../calls/project-call.js';

/**
 * Seconds that both sides were joined for it to count as a talk. Shorter is a hand on the wrong button, or a machine that picked up and was put down
 * again: nobody has told the client anything yet.
 */
export const REAL_TALK_SECONDS = 5;

/** Somebody of ours and the client have really talked; inbound or outbound. */
export function reallyTalked({ outcome, talkSeconds }: Pick<CallProjection, 'outcome' | 'talkSeconds'>): boolean {
  return outcome === 'answered' && talkSeconds !== null && talkSeconds >= REAL_TALK_SECONDS;
}
