import type { Candidate, RouteFacts, RoutePerson } from '../scripts/route-facts.js';

/** A manager with a browser and a mobile, who is there. */
export const person = (id: string, more: Partial<RoutePerson> = {}): RoutePerson => ({
  id,
  name: id,
  dismissed: false,
  seesNumbers: true,
  presence: 'available',
  devices: [
    { id: `${id}-browser`, kind: 'browser', address: id, routable: true },
    { id: `${id}-mobile`, kind: 'mobile', address: '+359878000001', routable: true },
  ],
  assistantId: null,
  lastTalkAt: null,
  talksToday: 0,
  lastRungAt: null,
  ...more,
});

/** An open application of Ivan's, whose client phones. */
export const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  applicationId: 'roof',
  number: 1001,
  status: 'interested',
  clientId: 'georgi',
  clientName: 'Georgi',
  phoneId: 'phone',
  departmentId: 'sales',
  ownerId: 'ivan',
  touchedAt: new Date('2026-03-01T10:00Z'),
  remembered: false,
  ...more,
});

/** Sales in Sofia, open day and night, with Ivan and Maria in its ring group. */
export function facts(
  more: Partial<RouteFacts> = {},
  people: readonly RoutePerson[] = [person('ivan'), person('maria'), person('anna')],
): RouteFacts {
  return {
    department: {
      id: 'sales',
      name: 'Sales',
      language: 'en',
      recordingAnnouncement: null,
      wrapUpSeconds: 30,
      curatorIds: ['cyril'],
      ringGroup: ['ivan', 'maria'],
      timeZone: 'Europe/Sofia',
      hours: null,
    },
    did: '+35924000001',
    people: Object.fromEntries(people.map((one) => [one.id, one])),
    candidates: [candidate()],
    clients: [{ clientId: 'georgi', clientName: 'Georgi', phoneId: 'phone', ownerId: null }],
    callerE164: '+359888123456',
    ...more,
  };
}
