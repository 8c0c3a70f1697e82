import type { CallCard } from '@ringbase/contracts';

/** Who has a call that this tab did not get: a colleague, I at another tab or telephone, or not yet known. */
export type Taker = { kind: 'colleague'; name: string } | { kind: 'myself' } | { kind: 'unknown' };

export function takerOf(card: Pick<CallCard, 'takenBy' | 'state' | 'claimedByMe'> | undefined): Taker {
  if (card?.takenBy) return { kind: 'colleague', name: card.takenBy.name };
  return card !== undefined && card.state !== 'ringing' && card.claimedByMe ? { kind: 'myself' } : { kind: 'unknown' };
}

/** The same as a refused claim tells it. */
export function takerInRefusal(details: Readonly<Record<string, unknown>>, me: string): Taker {
  const by = details['takenBy'];
  if (typeof by !== 'object' || by === null || !('id' in by) || !('name' in by) || typeof by.name !== 'string') return { kind: 'unknown' };
  return by.id === me ? { kind: 'myself' } : { kind: 'colleague', name: by.name };
}
