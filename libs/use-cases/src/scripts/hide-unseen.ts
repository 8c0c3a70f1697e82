import { listVisible, type Tx } from '@ringbase/database';
import type { RouteFacts } from '@ringbase/domain';

/** Facts without the names and numbers of what the transaction's person may not see: where the call goes is the same. */
export async function hideUnseen(tx: Tx, facts: RouteFacts): Promise<RouteFacts> {
  const visible = await listVisible(
    tx,
    facts.clients.map(({ clientId }) => clientId),
    facts.candidates.map(({ applicationId }) => applicationId),
  );
  const nameOf = (clientId: string, name: string) => (visible.clients.has(clientId) ? name : '…');
  return {
    ...facts,
    clients: facts.clients.map((client) => ({ ...client, clientName: nameOf(client.clientId, client.clientName) })),
    candidates: facts.candidates.map((candidate) => ({
      ...candidate,
      clientName: nameOf(candidate.clientId, candidate.clientName),
      number: visible.applications.has(candidate.applicationId) ? candidate.number : 0,
    })),
  };
}
