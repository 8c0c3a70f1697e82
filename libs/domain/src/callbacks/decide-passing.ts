import { afterOpenMinutes } from '../hours/after-open-minutes.js';
import type { WorkingHours } from '../hours/working-hours.js';
import type { PresenceStatus } from '../presence/presence-status.js';
import { type CallbackOrigin, type CallbackRules, isOwedToCaller, type PassingLevel, type PassingReason } from './callback-states.js';

/** A promise that has been told and is still open. */
export type PassingPromise = {
  origin: CallbackOrigin;
  /** Whose it was at first, and with whom it lies now. */
  firstOwnerId: string | null;
  ownerId: string | null;
  level: PassingLevel | null;
  dueAt: Date;
  passedAt: Date | null;
};

export type PassingPerson = { id: string; status: PresenceStatus };

export type PassingFacts = {
  ownerDismissed: boolean;
  ownerStatus: PresenceStatus;
  /** Who works on the same applications: his assistants, or an assistant's superior; nobody dismissed. */
  pair: readonly PassingPerson[];
  /** Of the promise's department, by rank; nobody dismissed. */
  curators: readonly PassingPerson[];
  director: string | null;
  /** Of the department; null: it always answers. */
  hours: WorkingHours | null;
  rules: CallbackRules;
};

export type PassingDecision =
  | { kind: 'pass'; to: string; level: PassingLevel; reason: PassingReason; lookAgainAt: Date | null }
  /** It stays where it is; null: for good. */
  | { kind: 'stay'; lookAgainAt: Date | null };

const LOOK_AGAIN_MS = 60_000;

const absence: Readonly<Partial<Record<PresenceStatus, PassingReason>>> = { break: 'on-break', away: 'away', offline: 'offline' };
const isThere = ({ status }: PassingPerson) => absence[status] === undefined;

/**
 * Whether an open promise passes on, and to whom: from an owner who is not there to the other of an assistant's pair, then to the curator; from one who
 * is there but does not call, to the curator when both times are over. Only upwards, never back. The minutes run in the department's open
 * hours: at night nobody is there to whom it could pass. What is personal (a reminder, a review) passes only from who does not work here any more.
 */
export function decidePassing(promise: PassingPromise, facts: PassingFacts, now: Date): PassingDecision {
  if (facts.ownerDismissed || promise.ownerId === null) {
    const reason = promise.ownerId === null ? 'no-owner' : 'owner-dismissed';
    return toCurator(promise, facts, reason) ?? { kind: 'stay', lookAgainAt: new Date(now.getTime() + LOOK_AGAIN_MS) };
  }
  if (!isOwedToCaller(promise.origin) || promise.level === 'curator' || promise.level === 'director')
    return { kind: 'stay', lookAgainAt: null };

  const { hours, rules } = facts;
  const since = promise.passedAt !== null && promise.passedAt > promise.dueAt ? promise.passedAt : promise.dueAt;
  const first = promise.level === null;
  const soonest = afterOpenMinutes(hours, since, first ? rules.assistantMinutes : rules.curatorMinutes);
  const latest = first ? afterOpenMinutes(hours, since, rules.assistantMinutes + rules.curatorMinutes) : soonest;
  if (soonest === null || now < soonest) return { kind: 'stay', lookAgainAt: soonest };
  const open = afterOpenMinutes(hours, now, 0);
  if (open === null || now < open) return { kind: 'stay', lookAgainAt: open };

  const absent = absence[facts.ownerStatus];
  if (first && absent === undefined && (latest === null || now < latest)) {
    const soon = new Date(now.getTime() + LOOK_AGAIN_MS);
    return { kind: 'stay', lookAgainAt: latest === null || soon < latest ? soon : latest };
  }
  const reason = absent ?? 'not-called-back';
  const other = first && absent !== undefined ? facts.pair.find((person) => person.id !== promise.ownerId && isThere(person)) : undefined;
  if (other !== undefined)
    return { kind: 'pass', to: other.id, level: 'assistant', reason, lookAgainAt: afterOpenMinutes(hours, now, rules.curatorMinutes) };
  return toCurator(promise, facts, reason) ?? { kind: 'stay', lookAgainAt: null };
}

/** To a curator who is there, else to the first; to a director where the department has none. Not to whom it was taken from. */
function toCurator(promise: PassingPromise, facts: PassingFacts, reason: PassingReason): PassingDecision | null {
  const had = [promise.ownerId, promise.firstOwnerId];
  const others = facts.curators.filter((curator) => !had.includes(curator.id));
  const curator = others.find(isThere) ?? others[0];
  if (curator !== undefined) return { kind: 'pass', to: curator.id, level: 'curator', reason, lookAgainAt: null };
  // Its curator himself has it: there is nobody above him who sits at a telephone.
  if (!facts.ownerDismissed && facts.curators.length > 0) return null;
  if (facts.director === null || had.includes(facts.director)) return null;
  return { kind: 'pass', to: facts.director, level: 'director', reason, lookAgainAt: null };
}
