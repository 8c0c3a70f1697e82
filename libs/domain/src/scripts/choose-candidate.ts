import { isOpenStatus } from '../applications/application-status.js';
import type { Candidate, RouteFacts } from './route-facts.js';

export type Attribution = {
  clientId: string | null;
  phoneId: string | null;
  applicationId: string | null;
  /** Whose call it is. */
  intendedPersonId: string | null;
  reason: 'remembered-choice' | 'open-application' | 'client-owner' | 'latest-application' | 'known-without-owner' | 'unknown-caller';
};

function activeOwner(facts: RouteFacts, ownerId: string | null): boolean {
  return ownerId !== null && facts.people[ownerId]?.dismissed === false;
}

/** 4: remembered for this number, 2: of the dialled department, 1: with an owner who is with us. */
export function weightOf(candidate: Candidate, facts: RouteFacts): number {
  return (
    (candidate.remembered ? 4 : 0) +
    (candidate.departmentId === facts.department?.id ? 2 : 0) +
    (activeOwner(facts, candidate.ownerId) ? 1 : 0)
  );
}

/** Best first: a remembered choice, the dialled department (it sorts, it never filters), an active owner, most recently touched. */
export function orderCandidates(facts: RouteFacts): readonly Candidate[] {
  const weight = (candidate: Candidate): number => weightOf(candidate, facts);
  return facts.candidates
    .filter((candidate) => isOpenStatus(candidate.status))
    .toSorted(
      (a, b) => weight(b) - weight(a) || b.touchedAt.getTime() - a.touchedAt.getTime() || (a.applicationId < b.applicationId ? -1 : 1),
    );
}

/** Whose call this is: the first open application's owner; none open: the client's owner, else the latest application's. */
export function chooseCandidate(facts: RouteFacts): Attribution {
  const [first] = orderCandidates(facts);
  if (first !== undefined) {
    return {
      clientId: first.clientId,
      phoneId: first.phoneId,
      applicationId: first.applicationId,
      intendedPersonId: activeOwner(facts, first.ownerId) ? first.ownerId : null,
      reason: first.remembered ? 'remembered-choice' : 'open-application',
    };
  }
  const known = facts.clients[0];
  if (known === undefined) return { clientId: null, phoneId: null, applicationId: null, intendedPersonId: null, reason: 'unknown-caller' };
  const owned = facts.clients.find((client) => activeOwner(facts, client.ownerId));
  if (owned !== undefined)
    return {
      clientId: owned.clientId,
      phoneId: owned.phoneId,
      applicationId: null,
      intendedPersonId: owned.ownerId,
      reason: 'client-owner',
    };
  const latest = facts.candidates
    .toSorted((a, b) => b.touchedAt.getTime() - a.touchedAt.getTime())
    .find((candidate) => activeOwner(facts, candidate.ownerId));
  if (latest !== undefined) {
    return {
      clientId: latest.clientId,
      phoneId: latest.phoneId,
      applicationId: null,
      intendedPersonId: latest.ownerId,
      reason: 'latest-application',
    };
  }
  return { clientId: known.clientId, phoneId: known.phoneId, applicationId: null, intendedPersonId: null, reason: 'known-without-owner' };
}
