import { callScript } from '@ringbase/contracts';
import { defaultScript } from '@ringbase/domain';

const id = '00000000-0000-4000-8000-000000000001';
const words = { en: 'Hello', ru: 'Здравствуйте', bg: 'Здравейте' };
const end = { kind: 'hang-up' };
/** A script of one block that is looked at. */
const of = (block: object) => ({ format: 1, start: 'one', blocks: { one: block, end } });
const ring = { kind: 'ring', whom: 'owner', seconds: 20, next: 'end' };
const menu = { kind: 'menu', words, choices: { '1': 'end' }, seconds: 5, tries: 2, noInput: 'end', wrong: 'end' };
const http = {
  kind: 'http-request',
  method: 'POST',
  url: 'https://crm.example/{{client.id}}',
  headers: { 'x-key': 'k' },
  body: { caller: '{{caller.number}}', deep: [1, null, true] },
  answer: { tier: 'customer.tier' },
  seconds: 5,
  next: 'end',
  failed: 'end',
};
const condition = (when: object) => ({ kind: 'condition', when, yes: 'end', no: 'end' });

test('the script that ships is taken as it is', () => {
  expect(callScript.parse(defaultScript)).toEqual(defaultScript);
});

test.each<[string, object]>([
  [
    'an owner switch',
    {
      kind: 'switch-owner',
      cases: Object.fromEntries(['available', 'busy', 'on-call', 'wrap-up', 'break', 'away', 'offline', 'none'].map((one) => [one, 'end'])),
    },
  ],
  ['a switch', { kind: 'switch', on: 'client.name', cases: [{ equals: 'a', next: 'end' }], otherwise: 'end' }],
  ['a variable', { kind: 'set-variable', name: 'tier', value: '{{digits}}', next: 'end' }],
  ['an HTTP request', http],
  ['words', { kind: 'say', words, next: 'end' }],
  ['a sound of ours', { kind: 'play', sound: { kind: 'built-in', name: 'music' }, next: 'end' }],
  ['an uploaded sound', { kind: 'play', sound: { kind: 'uploaded', soundId: id }, next: 'end' }],
  ['a menu', menu],
  ['a ring', { ...ring, whom: 'person', personId: id, strategy: 'longest-idle' }],
  [
    'a queue',
    {
      kind: 'queue',
      whom: 'department',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 15,
      seconds: 300,
      mostWaiting: 10,
      callback: true,
      next: 'end',
      full: 'end',
    },
  ],
  ['a voicemail', { kind: 'voicemail', greeting: words, maxSeconds: 60, next: 'end' }],
  ['an outside number', { kind: 'transfer', number: '+35924000001', seconds: 20, next: 'end' }],
  ['an application', { kind: 'create-application', title: 'Call', typeId: null, next: 'end' }],
  ['a task', { kind: 'create-task', whom: 'curator', note: 'Look', dueInMinutes: 30, next: 'end' }],
  ['a notice', { kind: 'notify', whom: 'curators', text: 'Look', next: 'end' }],
  ['a jump', { kind: 'go-to', block: 'end' }],
  ['opening hours', condition({ kind: 'all', of: [{ kind: 'open' }, { kind: 'not', of: { kind: 'holiday' } }] })],
  [
    'a caller',
    condition({
      kind: 'any',
      of: [
        { kind: 'caller', is: 'known' },
        { kind: 'caller-number', prefixes: ['+359'] },
        { kind: 'client', clientIds: [id] },
      ],
    }),
  ],
  ['an owner’s presence', condition({ kind: 'owner-presence', in: ['away'] })],
  ['a dialled number', condition({ kind: 'dialled', numbers: ['+35924000001'] })],
  ['a variable asked', condition({ kind: 'variable', name: 'tier', test: 'equals', value: 'gold' })],
  ['a time of day', condition({ kind: 'time-of-day', from: 1320, until: 360, weekdays: [1, 7] })],
  ['a share', condition({ kind: 'share', percent: 12.5 })],
])('%s is taken as it is', (_, block) => {
  expect(callScript.parse(of(block))).toEqual(of(block));
});

const deep = (levels: number): object => (levels === 0 ? { kind: 'open' } : { kind: 'not', of: deep(levels - 1) });

test.each<[string, unknown, string]>([
  ['nothing', null, ''],
  ['an unknown kind of block', of({ kind: 'fax', next: 'end' }), 'blocks.one.kind'],
  ['a block without its kind', of({ next: 'end' }), 'blocks.one.kind'],
  ['an unknown key', of({ ...ring, volume: 11 }), 'blocks.one'],
  ['an unknown key of the script', { ...defaultScript, author: 'me' }, ''],
  ['another format', { ...defaultScript, format: 2 }, 'format'],
  ['a block with a bad name', { format: 1, start: 'one', blocks: { One: end } }, 'blocks.One'],
  ['no blocks at all', { format: 1, start: 'one', blocks: {} }, 'blocks'],
  [
    'too many blocks',
    { format: 1, start: 'b0', blocks: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`b${at}`, end])) },
    'blocks',
  ],
  ['an edge that is none', of({ ...ring, next: 'Ende!' }), 'blocks.one.next'],
  ['endless ringing', of({ ...ring, seconds: 3600 }), 'blocks.one.seconds'],
  ['half a second', of({ ...ring, seconds: 5.5 }), 'blocks.one.seconds'],
  ['nobody known', of({ ...ring, whom: 'everybody' }), 'blocks.one.whom'],
  ['a person who is no id', of({ ...ring, whom: 'person', personId: 'ivan' }), 'blocks.one.personId'],
  ['a choice that cannot be pressed', of({ ...menu, choices: { A: 'end' } }), 'blocks.one.choices.A'],
  ['a choice of five digits', of({ ...menu, choices: { '12345': 'end' } }), 'blocks.one.choices.12345'],
  ['too many tries', of({ ...menu, tries: 9 }), 'blocks.one.tries'],
  ['words in two languages', of({ kind: 'say', words: { en: 'a', ru: 'b' }, next: 'end' }), 'blocks.one.words.bg'],
  ['a speech', of({ kind: 'say', words: { ...words, en: 'a'.repeat(1001) }, next: 'end' }), 'blocks.one.words.en'],
  ['a bell in the words', of({ kind: 'say', words: { ...words, en: 'a\u0007' }, next: 'end' }), 'blocks.one.words.en'],
  ['a number without its country', of({ kind: 'transfer', number: '02 400 00 01', seconds: 20, next: 'end' }), 'blocks.one.number'],
  ['a file instead of an address', of({ ...http, url: 'file:///etc/passwd' }), 'blocks.one.url'],
  ['another method', of({ ...http, method: 'TRACE' }), 'blocks.one.method'],
  ['a header that would break the line', of({ ...http, headers: { 'a\nb': 'c' } }), 'blocks.one.headers.a\nb'],
  ['a request without a word about its body', of({ ...http, body: undefined }), 'blocks.one.body'],
  ['a request that waits too long', of({ ...http, seconds: 60 }), 'blocks.one.seconds'],
  ['an unknown condition', of(condition({ kind: 'weather' })), 'blocks.one.when.kind'],
  ['an eighth day', of(condition({ kind: 'time-of-day', from: 0, until: 60, weekdays: [8] })), 'blocks.one.when.weekdays.0'],
  ['a minute too many', of(condition({ kind: 'time-of-day', from: 1440, until: 60, weekdays: [] })), 'blocks.one.when.from'],
  ['more than all calls', of(condition({ kind: 'share', percent: 101 })), 'blocks.one.when.percent'],
  [
    'a fault within conditions',
    of(condition({ kind: 'any', of: [{ kind: 'not', of: { kind: 'caller', is: 'rich' } }] })),
    'blocks.one.when.of.0.of.is',
  ],
  ['conditions without end', of(condition(deep(5_000))), ''],
  ['more than 60 kB', of({ ...http, body: 'a'.repeat(60_000) }), ''],
])('%s is refused by its place', (_, script, path) => {
  const { success, error } = callScript.safeParse(script);
  expect(success).toBe(false);
  expect(error?.issues.map((issue) => issue.path.map(String).join('.'))).toContain(path);
});
