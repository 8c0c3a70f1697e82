import type { CallEvent, CallEventOf } from '../calls/call-event.js';
import { ofKind } from '../calls/of-kind.js';
import { isTaken } from './taken-in-vain.js';

/** Where a caller waits now. */
export type Waiting = CallEventOf<'queued'>['body'];

/** The stay that is not over; null: nobody waits. `over`: when the call found somebody or ended. */
export function waitingOf(events: readonly CallEvent[], over: Date | null): Waiting | null {
  const last = ofKind(events, 'queued').at(-1);
  // Whose place was taken waits again only as he comes back to his music.
  if (last === undefined || over !== null || isTaken(events, last.body.step)) return null;
  return ofKind(events, 'unqueued').some(({ body }) => body.step === last.body.step) ? null : last.body;
}

/** Who was promised a call instead of waiting on the line; null: nobody. */
export function keptPlaceOf(events: readonly CallEvent[]): { expectedSeconds: number } | null {
  const kept = ofKind(events, 'unqueued').find(({ body }) => body.how === 'kept');
  return kept === undefined ? null : { expectedSeconds: kept.body.expectedSeconds ?? 0 };
}

export type QueueOfferProjection = { step: number; personId: string; offeredAt: Date; overAt: Date | null };

/** Who was rung for him: one row for each person and stay, of the last time he was rung. */
export function queueOffersOf(events: readonly CallEvent[], over: Date | null): readonly QueueOfferProjection[] {
  const ends = ofKind(events, 'offer-over');
  const left = ofKind(events, 'unqueued');
  const latest = new Map<string, CallEventOf<'offered'>>();
  for (const event of ofKind(events, 'offered')) latest.set(`${event.body.step} ${event.body.personId}`, event);
  return [...latest.values()].map(({ at, body }) => {
    const moments = [
      ...ends.filter((one) => one.body.offerId === body.offerId).map((one) => one.at),
      ...left.filter((one) => one.body.step === body.step).map((one) => one.at),
      ...(over === null ? [] : [over]),
    ].map((moment) => moment.getTime());
    return {
      step: body.step,
      personId: body.personId,
      offeredAt: at,
      overAt: moments.length === 0 ? null : new Date(Math.max(at.getTime(), Math.min(...moments))),
    };
  });
}
