import { factsFor, namedIn, type Seen, sayWhy, untoldVariables } from '@ringbase/domain';

type Facts = Readonly<Record<string, unknown>>;
const see = (...ids: readonly string[]): Seen => ({ clients: new Set(ids), applications: new Set(ids) });
const roof = { applicationId: 'roof', number: 1001, ownerId: 'petr', score: 3 };
const door = { applicationId: 'door', number: 1002, ownerId: 'ivan', score: 1 };
const wall = { applicationId: 'wall', number: 1003, ownerId: 'kolo', score: 0 };
const started = (more: Facts = {}): Facts => ({
  clientId: 'georgi',
  applicationId: 'roof',
  ownerId: 'petr',
  caller: '+359888123456',
  open: true,
  candidates: [roof, door, wall],
  candidateCount: 3,
  ...more,
});
const start = started();
const rest = { ownerId: 'petr', caller: '+359888123456', open: true };
const unknown = started({ clientId: null, applicationId: null, ownerId: null, candidates: [], candidateCount: 0 });

test.each<[string, Seen, Facts, Facts]>([
  ['who sees everything is told everything', see('georgi', 'roof', 'door', 'wall'), start, start],
  [
    'who sees nothing of it is told the number of the chosen one, as on the card',
    see(),
    start,
    { ...rest, candidates: [{ number: 1001 }], candidateCount: 1 },
  ],
  [
    'who sees another candidate is told that one whole, and the client, behind the chosen one',
    see('georgi', 'door'),
    start,
    { ...rest, clientId: 'georgi', candidates: [{ number: 1001 }, door], candidateCount: 2 },
  ],
  [
    'who sees the chosen one is not told of the others',
    see('georgi', 'roof'),
    start,
    { ...rest, clientId: 'georgi', applicationId: 'roof', candidates: [roof], candidateCount: 1 },
  ],
  [
    'more than are named count only for who sees all that are',
    see('georgi', 'roof', 'door', 'wall'),
    started({ candidateCount: 12 }),
    started({ candidateCount: 12 }),
  ],
  [
    'and for nobody else',
    see('roof'),
    started({ candidateCount: 12 }),
    { ...rest, applicationId: 'roof', candidates: [roof], candidateCount: 1 },
  ],
  [
    'a number that was taken away before is none',
    see(),
    started({ candidates: [{ ...roof, number: 0 }] }),
    { ...rest, candidates: [{}], candidateCount: 1 },
  ],
  ['a caller who is nobody’s client is told whole', see(), unknown, unknown],
  ['who was dialled is not told', see(), { personId: 'petr', clientId: 'georgi' }, { personId: 'petr' }],
  ['what names nothing stays', see(), { people: ['petr'], seconds: 20 }, { people: ['petr'], seconds: 20 }],
])('%s', (_, seen, facts, told) => expect(factsFor(seen, [{ facts }])(facts)).toEqual(told));

test.each<[string, Seen, string, string]>([
  ['of who sees neither', see(), 'client.name', '…'],
  ['of who sees neither', see(), 'application.status', '…'],
  ['of who sees neither', see(), 'tier', '…'],
  ['of who sees neither', see(), 'owner.presence', 'it'],
  ['of who sees neither', see(), 'caller.known', 'it'],
  ['of who sees the client alone', see('georgi'), 'client.name', 'it'],
  ['of who sees the client alone', see('georgi'), 'application.status', '…'],
  ['of who sees the client alone', see('georgi'), 'tier', '…'],
  ['of who sees both', see('georgi', 'roof'), 'application.status', 'it'],
  ['of who sees both', see('georgi', 'roof'), 'tier', 'it'],
])('a switch %s tells its value: %p %s %s', (_, seen, on, told) => {
  const step = { on, value: 'it' };
  expect(factsFor(seen, [{ facts: start }, { facts: step }])(step)).toEqual({ on, value: told });
});

test('a switch of a call whose client is not told anywhere is told without its value, and one of nobody’s with it', () => {
  const step = { on: 'client.name', value: 'Petrov' };
  expect(factsFor(see(), [{ facts: step }])(step)).toEqual({ on: 'client.name', value: '…' });
  expect(factsFor(see(), [{ facts: unknown }])({ on: 'client.name', value: '' })).toEqual({ on: 'client.name', value: '' });
  expect(factsFor(see(), [{ facts: start }], new Set(['owner.name']))({ on: 'owner.name', value: 'Petrov' })).toMatchObject({ value: '…' });
});

test('what a trace names is named once', () => {
  const dialled = { personId: 'petr', clientId: 'mira' };
  expect(namedIn([{ facts: start }, { facts: start }, { facts: dialled }, { facts: { candidates: null } }])).toEqual({
    clientIds: ['georgi', 'mira'],
    applicationIds: ['roof', 'door', 'wall'],
  });
});

test.each<[string, Seen, { clientId: string | null; applicationId: string | null }, readonly string[]]>([
  ['nobody’s', see(), { clientId: null, applicationId: null }, []],
  ['one that he sees', see('georgi', 'roof'), { clientId: 'georgi', applicationId: 'roof' }, []],
  [
    'one whose application he does not see',
    see('georgi'),
    { clientId: 'georgi', applicationId: 'roof' },
    ['application.id', 'application.number', 'application.status'],
  ],
  [
    'one that he does not see',
    see(),
    { clientId: 'georgi', applicationId: 'roof' },
    ['client.id', 'client.name', 'application.id', 'application.number', 'application.status'],
  ],
])('variables that may not be read of a call of %s', (_, seen, attribution, names) => {
  expect(untoldVariables(seen, attribution)).toEqual(names);
});

test.each<[string, Facts, string]>([
  ['its number', start, 'Georgi calls Sales about application 1001; in charge: Petr.'],
  ['no other’s', started({ candidates: [{ ...roof, number: 0 }, door] }), 'Georgi calls Sales about application …; in charge: Petr.'],
])('in words who does not see the application is told %s', (_, facts, words) => {
  const trace = [{ reason: 'open-application', facts: factsFor(see('door'), [{ facts }])(facts) }];
  const call = {
    direction: 'inbound',
    state: 'ended',
    outcome: 'missed',
    callerShown: '+359888123456',
    clientName: 'Georgi',
    departmentName: 'Sales',
    applicationNumber: null,
    intendedName: 'Petr',
    answeredByName: null,
    ringSeconds: 12,
    talkSeconds: null,
    trace,
  } as const;
  expect(sayWhy(call, () => undefined, 'en')[0]).toBe(words);
});
