import type { CallEvent, CallEventOf } from '../calls/call-event.js';
import { joinedAt } from '../calls/conference/conference-of.js';
import { GONE_BEFORE } from '../calls/conference/gone-before.js';
import { ofKind } from '../calls/of-kind.js';

/** Milliseconds together that are no talk: he hung up as the caller came. */
const SHORTEST_TALK = 1000;

/**
 * Whoever was let in for a caller who waits sits alone until the caller is brought to him. Was he gone before that, nobody has talked to anybody, and the caller
 * waits on. `goneAt`: when either of the two is known to have gone; null: both are there, and he counts as the one who answered.
 */
export function isTakenInVain(events: readonly CallEvent[], { body }: CallEventOf<'joined'>, goneAt: Date | null): boolean {
  const came = callersComings(events, body.step);
  if (came === null || goneAt === null) return false;
  return !came.some((at) => goneAt.getTime() - at.getTime() >= SHORTEST_TALK);
}

/** Whether whoever was let in for a caller who waits is gone, and the caller was not brought to him before that: they have not even met. */
export function metNoCaller(events: readonly CallEvent[], { body }: CallEventOf<'joined'>, goneAt: Date | null): boolean {
  if (goneAt === null) return false;
  return callersComings(events, body.step)?.every((at) => at.getTime() >= goneAt.getTime() + GONE_BEFORE) ?? false;
}

/** When the caller was let in since he began to wait by this step; null: nobody waited by it. */
function callersComings(events: readonly CallEvent[], step: number): readonly Date[] | null {
  const stay = ofKind(events, 'queued').find((queued) => queued.body.step === step);
  if (stay === undefined) return null;
  return ofKind(events, 'joined').flatMap((one) => (isCallers(one) && one.at >= stay.at ? [one.at] : []));
}

/** The place of this stay was taken, whether they talked or not. */
export function isTaken(events: readonly CallEvent[], step: number): boolean {
  return joinedAt(events, step) !== undefined;
}

/** What takes a place is keyed by its step alone. */
function isCallers({ key, body }: CallEventOf<'joined'>): boolean {
  return body.personId === null && key !== `joined:${body.step}`;
}
