import type { CallCard } from '@ringbase/contracts';
import type { SoftphoneCall } from '../../softphone/softphone.js';

type Ringing = Pick<CallCard, 'callId' | 'ringing' | 'takenBy' | 'claimedByMe' | 'startedAt'>;

/**
 * Of what the server says rings at me, that which nobody has taken, the one that rings longest first. What was declined here
 * goes on at the server until it is over for everybody; it is shown again only when it rings here anew.
 */
export function ringsHere<Card extends Ringing>(
  cards: readonly Card[] | undefined,
  declined: ReadonlySet<string>,
  legs: readonly Pick<SoftphoneCall, 'callId'>[],
): Card[] {
  return (cards ?? [])
    .filter((card) => card.ringing && card.takenBy === null && !card.claimedByMe)
    .filter(({ callId }) => !declined.has(callId) || legs.some((leg) => leg.callId === callId))
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
}

/** A moment longer than the lease: clocks of two machines are never quite the same. */
const lapsePatience = 500;

/** Milliseconds until one of these may ring at me again, because a claim of mine lapses that no telephone made good; null when none is held. */
export function untilLapse(cards: readonly Pick<CallCard, 'claimedUntil'>[] | undefined, now: number): number | null {
  const ends = (cards ?? []).flatMap(({ claimedUntil }) => (claimedUntil === null ? [] : [Date.parse(claimedUntil)]));
  return ends.length === 0 ? null : Math.max(0, Math.min(...ends) - now) + lapsePatience;
}
