import { type CallScript, type KnownReferences, referencesOf, validateReferences } from '@ringbase/domain';

const script = (block: object): CallScript => ({ format: 1, start: 'one', blocks: { one: block } }) as unknown as CallScript;
const http = (url: string) => script({ kind: 'http-request', url });
const known: KnownReferences = {
  people: new Set(['ivan']),
  sounds: new Set(['hello']),
  types: new Set(['doors']),
  refusedNumbers: { '+35990063000': 'premium-number' },
  origins: new Set(['https://crm.example', 'http://localhost:8080']),
};
const uploaded = (soundId: string) => ({ kind: 'uploaded', soundId });

test.each<[string, CallScript, string | null]>([
  ['somebody who works here', script({ kind: 'ring', whom: 'person', personId: 'ivan' }), null],
  ['somebody who does not', script({ kind: 'notify', whom: 'person', personId: 'mira' }), 'person-unknown'],
  ['a person that is left over beside another whom', script({ kind: 'create-task', whom: 'owner', personId: 'mira' }), null],
  ['a sound of the department', script({ kind: 'play', sound: uploaded('hello') }), null],
  ['music of nobody’s', script({ kind: 'queue', whom: 'owner', music: uploaded('gone') }), 'sound-unknown'],
  ['a sound that ships', script({ kind: 'play', sound: { kind: 'built-in', name: 'music' } }), null],
  ['a type', script({ kind: 'create-application', typeId: 'doors' }), null],
  ['no type', script({ kind: 'create-application', typeId: null }), null],
  ['a type that is not there', script({ kind: 'create-application', typeId: 'roofs' }), 'type-unknown'],
  ['a number', script({ kind: 'transfer', number: '+35924000009' }), null],
  ['a premium number', script({ kind: 'transfer', number: '+35990063000' }), 'number-refused'],
  ['an allowed address', http('https://crm.example/calls?who={{caller.number}}'), null],
  ['its host in capitals and its own port', http('https://CRM.example:443'), null],
  ['this machine', http('http://localhost:8080/x'), null],
  ['another port', http('http://localhost:8081/x'), 'origin-refused'],
  ['without encryption', http('http://crm.example/'), 'origin-refused'],
  ['an address that only begins alike', http('https://crm.example.evil/'), 'origin-refused'],
  ['an allowed address as a name', http('https://crm.example@evil.example/'), 'origin-refused'],
  ['a backslash for a slash', http('https://evil.example\\@crm.example/'), 'origin-refused'],
  ['a host that a variable names', http('https://crm.example{{digits}}/'), 'origin-refused'],
])('%s: %p', (_, given, fault) => {
  expect(validateReferences(given, known).map((one) => one.fault)).toEqual(fault === null ? [] : [fault]);
});

test('what a script speaks of is listed once each', () => {
  const ring = { kind: 'ring', whom: 'person', personId: 'ivan' };
  const given = {
    format: 1,
    start: 'a',
    blocks: { a: ring, b: ring, c: { kind: 'transfer', number: '+35924000009' } },
  } as unknown as CallScript;
  expect(referencesOf(given)).toEqual({ people: ['ivan'], sounds: [], types: [], numbers: ['+35924000009'] });
});
