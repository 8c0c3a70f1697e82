import type { RouteFacts, Seen } from '@ringbase/domain';

/** Facts without the names and numbers of what somebody may not see: where the call goes is the same, unless the script asks for just these. */
export function hideUnseen(facts: RouteFacts, seen: Seen): RouteFacts {
  const nameOf = (clientId: string, name: string) => (seen.clients.has(clientId) ? name : '…');
  return {
    ...facts,
    clients: facts.clients.map((client) => ({ ...client, clientName: nameOf(client.clientId, client.clientName) })),
    candidates: facts.candidates.map((candidate) => ({
      ...candidate,
      clientName: nameOf(candidate.clientId, candidate.clientName),
      number: seen.applications.has(candidate.applicationId) ? candidate.number : 0,
    })),
  };
}
