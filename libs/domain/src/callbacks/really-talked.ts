import type { CallProjection } from '../calls/project-call.js';

/**
 * Seconds that both sides were joined for it to count as a talk. Shorter is a hand on the wrong button, or a machine that picked up and was put down
 * again: nobody has told the client anything yet.
 */
export const REAL_TALK_SECONDS = 5;

type Talked = Pick<CallProjection, 'outcome' | 'talkSeconds' | 'control'>;

/** Somebody of ours and the client have really talked, and he was not left waiting for another at the end; inbound or outbound. */
export function reallyTalked(call: Talked): boolean {
  const { outcome, talkSeconds } = call;
  return outcome === 'answered' && talkSeconds !== null && talkSeconds >= REAL_TALK_SECONDS && !leftWaiting(call);
}

/** He was sent on and nobody took him, however long he had talked before: he still waited when it ended, or came to the mailbox. */
export function leftWaiting({ control }: Pick<CallProjection, 'control'>): boolean {
  if (control === null) return false;
  const { asking, askEnded, sentOn } = control;
  const mode = asking === null ? askEnded?.mode : asking.joined ? undefined : asking.mode;
  return sentOn !== null || mode === 'blind' || mode === 'back';
}
