import {
  advance,
  blockOf,
  type CallScript,
  chooseCandidate,
  defaultScript,
  edgesOf,
  type ScriptBlock,
  spokenLanguages,
  startOf,
  validateScript,
  walkScript,
} from '@ringbase/domain';
import fc from 'fast-check';
import { facts } from '../testing/route-facts.js';

const words = (text: string) => ({ en: text, ru: text, bg: text });
const script = (blocks: Record<string, ScriptBlock>, start = 'start'): CallScript => ({ format: 1, start, blocks });
const bye: ScriptBlock = { kind: 'say', words: words('Goodbye.'), next: 'end' };
const end: ScriptBlock = { kind: 'hang-up' };
const menu = (choices: Record<string, string>, more: Partial<ScriptBlock & { kind: 'menu' }> = {}): ScriptBlock => ({
  kind: 'menu',
  words: words('Press one.'),
  choices,
  seconds: 5,
  tries: 2,
  noInput: 'bye',
  wrong: 'bye',
  ...more,
});

test('the script that ships may be published', () => {
  expect(validateScript(defaultScript)).toEqual([]);
});

test.each<[string, CallScript, readonly [string, string, string][]]>([
  ['that begins nowhere', script({ bye, end }), [['start', 'start-missing', 'start']]],
  [
    'with an edge into nothing',
    script({ start: { kind: 'ring', whom: 'owner', seconds: 20, next: 'gone' } }),
    [['start', 'block-missing', 'gone']],
  ],
  [
    'with an edge to what every object inherits',
    script({ start: { kind: 'go-to', block: 'constructor' } }),
    [['start', 'block-missing', 'constructor']],
  ],
  [
    'with a block that nothing leads to',
    script({ start: { kind: 'go-to', block: 'bye' }, bye, end, lost: bye }),
    [['lost', 'unreachable', 'lost']],
  ],
  [
    'that turns in a circle',
    script({ start: { kind: 'say', words: words('a'), next: 'again' }, again: { kind: 'go-to', block: 'start' } }),
    [['again', 'endless-loop', 'start']],
  ],
  [
    'that rings the department for ever',
    script({ start: { kind: 'ring', whom: 'department', seconds: 20, next: 'start' } }),
    [['start', 'endless-loop', 'start']],
  ],
  [
    'whose menu repeats itself for who presses nothing',
    script({ start: menu({ '1': 'bye' }, { noInput: 'start' }), bye, end }),
    [['start', 'endless-loop', 'start']],
  ],
  ['that hangs up on who has heard nothing', script({ start: end }), [['start', 'silent-end', 'start']]],
  [
    'that hangs up after a ring that nobody answered',
    script({ start: { kind: 'ring', whom: 'owner', seconds: 20, next: 'end' }, end }),
    [['end', 'silent-end', 'end']],
  ],
  [
    'whose words before the ring do not count',
    script({
      start: { kind: 'say', words: words('Hello.'), next: 'ring' },
      ring: { kind: 'ring', whom: 'owner', seconds: 20, next: 'end' },
      end,
    }),
    [['end', 'silent-end', 'end']],
  ],
  [
    'with one silent way among audible ones',
    script({
      start: { kind: 'condition', when: { kind: 'open' }, yes: 'bye', no: 'end' },
      bye,
      end,
    }),
    [['end', 'silent-end', 'end']],
  ],
  [
    'that says nothing but a variable, which a stranger’s call has not',
    script({ start: { kind: 'say', words: words('{{client.name}} … '), next: 'end' }, end }),
    [['end', 'silent-end', 'end']],
  ],
  [
    'that lets it ring and hangs up',
    script({ start: { kind: 'play', sound: { kind: 'built-in', name: 'ringing' }, next: 'end' }, end }),
    [['end', 'silent-end', 'end']],
  ],
  [
    'that plays music to whoever it has spoken to and hangs up',
    script({
      start: { kind: 'say', words: words('One moment.'), next: 'music' },
      music: { kind: 'play', sound: { kind: 'built-in', name: 'music' }, next: 'end' },
      end,
    }),
    [['end', 'silent-end', 'end']],
  ],
  [
    'whose menu says nothing but a variable',
    script({ start: menu({ '1': 'bye' }, { words: { ...words('Press one.'), bg: '{{client.name}}' } }), bye, end }),
    [['start', 'words-missing', 'bg']],
  ],
  [
    'that says dots',
    script({ start: { kind: 'say', words: words('…'), next: 'bye' }, bye, end }),
    ['en', 'ru', 'bg'].map((one) => ['start', 'words-missing', one]),
  ],
  [
    'without words in one language',
    script({ start: { kind: 'say', words: { en: 'Hello.', ru: ' ', bg: 'Здравейте.' }, next: 'end' }, end }),
    [['start', 'words-missing', 'ru']],
  ],
  ['with a menu of nothing', script({ start: menu({}), bye, end }), [['start', 'choices-missing', '']]],
  ['with a choice that begins another', script({ start: menu({ '1': 'bye', '12': 'bye' }), bye, end }), [['start', 'choice-unclear', '1']]],
  [
    'with a variable that nothing sets',
    script({ start: { kind: 'say', words: words('Dear {{customer_name}}.'), next: 'end' }, end }),
    [
      ['start', 'unknown-variable', 'customer_name'],
      ['start', 'unknown-variable', 'customer_name'],
      ['start', 'unknown-variable', 'customer_name'],
    ],
  ],
  [
    'that sets what is given',
    script({ start: { kind: 'set-variable', name: 'caller.number', value: 'x', next: 'bye' }, bye, end }),
    [['start', 'unknown-variable', 'caller.number']],
  ],
  [
    'that rings a person without naming him',
    script({ start: { kind: 'ring', whom: 'person', seconds: 20, next: 'bye' }, bye, end }),
    [['start', 'person-missing', 'person']],
  ],
  [
    'that asks nothing',
    script({ start: { kind: 'condition', when: { kind: 'all', of: [] }, yes: 'bye', no: 'bye' }, bye, end }),
    [['start', 'condition-empty', 'all']],
  ],
])('a script %s is refused', (_, given, expected) => {
  expect(validateScript(given).map(({ block, fault, detail }) => [block, fault, detail])).toEqual(expected);
});

test.each<[string, CallScript]>([
  [
    'that greets by name and says goodbye in words',
    script({ start: { kind: 'say', words: words('{{client.name}}'), next: 'bye' }, bye, end }),
  ],
  [
    'that plays an uploaded sound last',
    script({ start: { kind: 'play', sound: { kind: 'uploaded', soundId: 'closed' }, next: 'end' }, end }),
  ],
  ['whose caller may press himself back to the beginning', script({ start: menu({ '1': 'start', '2': 'bye' }), bye, end })],
  [
    'that uses what an HTTP block was answered',
    script({
      start: {
        kind: 'http-request',
        method: 'GET',
        url: 'https://crm.example/{{caller.number}}',
        headers: {},
        body: null,
        answer: { tier: 'customer.tier' },
        seconds: 3,
        next: 'switch',
        failed: 'bye',
      },
      switch: { kind: 'switch', on: 'tier', cases: [{ equals: 'gold', next: 'bye' }], otherwise: 'bye' },
      bye,
      end,
    }),
  ],
])('a script %s may be published', (_, given) => {
  expect(validateScript(given)).toEqual([]);
});

const ids = ['start', 'a', 'b', 'c', 'd', 'e'] as const;
const to = fc.constantFrom(...ids);
const anyBlock: fc.Arbitrary<ScriptBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('say' as const),
    words: fc.constantFrom(words('x'), words('{{client.name}}'), { ...words('x'), ru: '{{owner.name}}' }),
    next: to,
  }),
  fc.record({
    kind: fc.constant('play' as const),
    sound: fc.constantFrom({ kind: 'built-in' as const, name: 'ringing' as const }, { kind: 'uploaded' as const, soundId: 's' }),
    next: to,
  }),
  fc.record({
    kind: fc.constant('ring' as const),
    whom: fc.constantFrom('owner' as const, 'department' as const),
    seconds: fc.constant(20),
    next: to,
  }),
  fc.record({ kind: fc.constant('voicemail' as const), greeting: fc.constant(words('x')), maxSeconds: fc.constant(60), next: to }),
  fc.record({
    kind: fc.constant('condition' as const),
    when: fc.record({ kind: fc.constant('share' as const), percent: fc.integer({ min: 0, max: 100 }) }),
    yes: to,
    no: to,
  }),
  fc.record({ kind: fc.constant('transfer' as const), number: fc.constant('+35929999999'), seconds: fc.constant(20), next: to }),
  fc.record({ kind: fc.constant('go-to' as const), block: to }),
  fc.record({ choices: fc.record({ '1': to, '2': to }), noInput: to, wrong: to }).map((given) => menu(given.choices, given)),
  fc.constant(end),
);
const anyScript = fc
  .tuple(...ids.map(() => anyBlock))
  .map((blocks) => script(Object.fromEntries(ids.map((id, index) => [id, blocks[index] as ScriptBlock]))));

test('whatever may be published comes to an end by itself, and nobody is hung up on unheard', () => {
  let published = 0;
  fc.assert(
    fc.property(anyScript, fc.uuid(), fc.boolean(), fc.constantFrom(...spokenLanguages), (given, callId, stranger, language) => {
      const faults = validateScript(given).filter(({ fault }) => fault !== 'unreachable');
      if (faults.length > 0) return;
      published += 1;
      const known = facts(stranger ? { candidates: [], clients: [], callerE164: null } : {});
      const spoken = { ...known, department: known.department && { ...known.department, language } };
      const walk = walkScript(given, callId, spoken, new Date('2026-03-02T10:00:00Z'), {
        answers: () => null,
        digits: () => '',
        http: () => ({ ok: false, reason: 'none' }),
        messageSeconds: 0,
      });
      expect(walk.end.kind).toBe('hung-up');
      const last = walk.steps.at(-1)?.instructions ?? [];
      const before = walk.steps.flatMap((step) => step.instructions).findLast((one) => one.kind !== 'hang-up');
      expect(['say', 'play', 'menu', 'voicemail']).toContain(before?.kind);
      if (before?.kind === 'play') expect(before.sound.kind).toBe('uploaded');
      if (before?.kind === 'say') expect(before.text).toMatch(/\p{L}/u);
      expect(last.at(-1)).toEqual({ kind: 'hang-up' });
    }),
    { numRuns: 5000 },
  );
  expect(published).toBeGreaterThan(50);
});

test('whatever is not fit to be published still ends when it is run', () => {
  fc.assert(
    fc.property(anyScript, (given) => {
      const at = new Date('2026-03-02T10:00:00Z');
      const step = advance(given, startOf('call', given, chooseCandidate(facts())), { kind: 'started' }, facts(), at);
      expect(step.instructions.length).toBeGreaterThan(0);
      expect(edgesOf(blockOf(given, 'start') as ScriptBlock).every(({ to: id }) => blockOf(given, id) !== null)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
