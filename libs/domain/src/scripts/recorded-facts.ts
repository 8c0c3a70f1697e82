import { chooseCandidate } from './choose-candidate.js';
import { openOf } from './open-of.js';
import type { RouteFacts } from './route-facts.js';

/**
 * What is kept of a call's facts, so that another script can be tried on it: no addresses, the hours as they were, and of names those three that a script's
 * conditions and texts may read, so that whatever is tried sees what was seen then: the client's, the owner's, the department's.
 */
export function recordedFacts(facts: RouteFacts, now: Date): RouteFacts {
  const { clientId, intendedPersonId } = chooseCandidate(facts);
  return {
    ...facts,
    open: openOf(facts, now),
    department: facts.department && { ...facts.department, recordingAnnouncement: null, hours: null },
    candidates: facts.candidates.map((candidate) => ({ ...candidate, clientName: '' })),
    clients: facts.clients.map((client) => (client.clientId === clientId ? client : { ...client, clientName: '' })),
    people: Object.fromEntries(
      Object.entries(facts.people).map(([id, person]) => [
        id,
        {
          ...person,
          name: id === intendedPersonId ? person.name : '',
          devices: person.devices.map((device) => ({ ...device, address: '' })),
        },
      ]),
    ),
  };
}
