/** A promise that has come due, as far as its decision needs it. */
export type DuePromise = { ownerId: string | null };

export type DueFacts = {
  /** The owner no longer works here. */
  ownerDismissed: boolean;
  /** Of the promise's department; null when it has none. */
  curator: string | null;
  /** Who answers for what has no curator. */
  director: string | null;
};

export type DueDecision =
  | { kind: 'remind'; person: string }
  | { kind: 'pass-on'; to: string; reason: 'no-owner' | 'owner-dismissed' }
  | { kind: 'wait'; until: Date; reason: 'nobody-there' };

const LOOK_AGAIN_MS = 60_000;

/**
 * Who is reminded of a promise that has come due: its owner, at the minute a person has set or at once for a missed call. What has no owner
 * any more passes on to the department's curator, else to a director; with nobody there it waits and is never lost.
 */
export function decideDue(promise: DuePromise, facts: DueFacts, now: Date): DueDecision {
  if (promise.ownerId !== null && !facts.ownerDismissed) return { kind: 'remind', person: promise.ownerId };
  const to = facts.curator ?? facts.director;
  if (to === null) return { kind: 'wait', until: new Date(now.getTime() + LOOK_AGAIN_MS), reason: 'nobody-there' };
  return { kind: 'pass-on', to, reason: promise.ownerId === null ? 'no-owner' : 'owner-dismissed' };
}
