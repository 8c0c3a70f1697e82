import { openOf } from './open-of.js';
import type { RouteFacts } from './route-facts.js';

/** What is kept of a call's facts, so that another script can be tried on it: no names, no addresses, and the hours as they were. */
export function recordedFacts(facts: RouteFacts, now: Date): RouteFacts {
  return {
    ...facts,
    open: openOf(facts, now),
    department: facts.department && { ...facts.department, name: '', recordingAnnouncement: null, hours: null },
    candidates: facts.candidates.map((candidate) => ({ ...candidate, clientName: '' })),
    clients: facts.clients.map((client) => ({ ...client, clientName: '' })),
    people: Object.fromEntries(
      Object.entries(facts.people).map(([id, person]) => [
        id,
        { ...person, name: '', devices: person.devices.map((device) => ({ ...device, address: '' })) },
      ]),
    ),
  };
}
