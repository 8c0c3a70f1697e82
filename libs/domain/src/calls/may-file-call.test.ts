import { type CallProjection, type Filer, mayFileCall } from '@ringbase/domain';

const at = new Date('2026-03-02T08:00:00Z');
const offer = (personId: string) => ({
  step: 1,
  personId,
  offeredAt: at,
  overAt: null,
  claimedTab: null,
  claimedUntil: null,
  connectedAt: null,
});
const call = (more: Partial<CallProjection>): CallProjection => ({
  direction: 'inbound',
  state: 'ended',
  outcome: 'missed',
  callerRaw: '+359888123456',
  callerE164: '+359888123456',
  dialled: '+35924000001',
  departmentId: 'sales',
  scriptId: null,
  clientId: null,
  phoneId: null,
  applicationId: null,
  intendedPersonId: null,
  answeredByPersonId: null,
  intentId: null,
  blockedCallerId: null,
  startedAt: at,
  answeredAt: null,
  endedAt: at,
  ringSeconds: 1,
  talkSeconds: null,
  wrapUpSeconds: 30,
  talking: [],
  line: [],
  control: null,
  message: false,
  disposition: null,
  waiting: null,
  keptPlace: null,
  legs: [],
  offers: [offer('ivan'), offer('maria')],
  ...more,
});
const manager = (personId: string): Filer => ({ personId, role: 'manager', seesCall: false });
/** Of Ivan's client, who has no open application: nobody picked up, and it rang at Maria as well. */
const known = call({ clientId: 'georgi', intendedPersonId: 'ivan' });
const answered = call({ outcome: 'answered', answeredByPersonId: 'maria', intendedPersonId: 'ivan' });

test.each<[string, CallProjection, Filer, boolean]>([
  ['who answered', answered, manager('maria'), true],
  ['whom it was meant for, when another answered', answered, manager('ivan'), false],
  ['who lost the race', call({ outcome: 'answered', answeredByPersonId: 'maria' }), manager('ivan'), false],
  ['who answered, while they talk', call({ state: 'connected', outcome: null, answeredByPersonId: 'maria' }), manager('maria'), true],
  ['whom a missed call rang at', call({}), manager('ivan'), true],
  ['whom it rings at now', call({ state: 'ringing', outcome: null }), manager('ivan'), false],
  ['whom it is meant for, while it rings', call({ state: 'ringing', outcome: null, intendedPersonId: 'ivan' }), manager('ivan'), true],
  ['a colleague whom another’s client rang at in vain', known, manager('maria'), false],
  ['a colleague whom a client of nobody’s rang at in vain', call({ clientId: 'georgi' }), manager('maria'), false],
  ['the owner of the client who rang in vain', known, manager('ivan'), true],
  ['his assistant, whom the client rang at too', known, { personId: 'maria', role: 'assistant', seesCall: true }, true],
  ['another’s assistant, whom the client rang at', known, { personId: 'maria', role: 'assistant', seesCall: false }, false],
  ['his assistant, while it rings', { ...known, state: 'ringing' }, { personId: 'maria', role: 'assistant', seesCall: true }, false],
  ['his assistant, whom it never rang at', known, { personId: 'anna', role: 'assistant', seesCall: true }, false],
  ['a curator who sees the call of a known client', known, { personId: 'cyril', role: 'curator', seesCall: true }, true],
  ['a curator of another department, whom the client rang at', known, { personId: 'maria', role: 'curator', seesCall: false }, false],
  ['a director, of a known client', known, { personId: 'dora', role: 'director', seesCall: true }, true],
  ['whom a missed call never rang at', call({}), manager('petr'), false],
  ['a curator who sees the call', answered, { personId: 'cyril', role: 'curator', seesCall: true }, true],
  ['a curator of another department', answered, { personId: 'cyril', role: 'curator', seesCall: false }, false],
  ['a director', answered, { personId: 'dora', role: 'director', seesCall: false }, true],
  ['an assistant whom it rang at', call({}), { personId: 'ivan', role: 'assistant', seesCall: false }, true],
])('%s may file the call: %#', (_, one, filer, expected) => {
  expect(mayFileCall(one, filer)).toBe(expected);
});
