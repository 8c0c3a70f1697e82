import type { Attribution } from './choose-candidate.js';
import { orderCandidates, weightOf } from './choose-candidate.js';
import { openOf } from './open-of.js';
import type { RouteFacts } from './route-facts.js';

/** Of so many candidates the trace tells; of the rest it tells how many there were. */
const MOST_CANDIDATES = 10;

/** What a call's way began with: number, candidates with their scores, owner's presence and the hours as they were. */
export function traceOfStart(attribution: Attribution, facts: RouteFacts, now: Date): Record<string, unknown> {
  const { clientId, applicationId, intendedPersonId } = attribution;
  const open = openOf(facts, now);
  const candidates = orderCandidates(facts);
  return {
    clientId,
    applicationId,
    ownerId: intendedPersonId,
    ownerPresence: intendedPersonId === null ? null : (facts.people[intendedPersonId]?.presence ?? null),
    dialled: facts.did,
    caller: facts.callerE164,
    departmentId: facts.department?.id ?? null,
    open: open.open,
    hours: open.reason,
    dayName: open.name,
    candidates: candidates
      .slice(0, MOST_CANDIDATES)
      .map((one) => ({ applicationId: one.applicationId, number: one.number, ownerId: one.ownerId, score: weightOf(one, facts) })),
    candidateCount: candidates.length,
  };
}
