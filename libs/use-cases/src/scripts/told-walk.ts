import { chooseCandidate, type NameOf, type RouteFacts, type ToldCall, type Walk } from '@ringbase/domain';

/** A walk as if it had been a call that is over. */
export function toldWalk(walk: Walk, facts: RouteFacts, callerShown: string, nameOf: NameOf): ToldCall {
  const { clientId, applicationId, intendedPersonId } = chooseCandidate(facts);
  const { end } = walk;
  const talker = end.kind === 'talked' ? end.personId : null;
  return {
    direction: 'inbound',
    state: 'ended',
    outcome: end.kind === 'talked' ? 'answered' : end.kind === 'message' ? 'voicemail' : 'missed',
    callerShown,
    clientName: facts.clients.find((client) => client.clientId === clientId)?.clientName ?? null,
    departmentName: facts.department?.name ?? null,
    applicationNumber: facts.candidates.find((candidate) => candidate.applicationId === applicationId)?.number || null,
    intendedName: intendedPersonId === null ? null : (nameOf(intendedPersonId) ?? null),
    answeredByName: talker === null ? null : (nameOf(talker) ?? null),
    ringSeconds: walk.seconds,
    talkSeconds: null,
    trace: walk.trace,
  };
}
