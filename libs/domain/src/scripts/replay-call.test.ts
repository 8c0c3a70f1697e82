import { behaviourOf, type CallScript, type RecordedCall, recordedFacts, replayCall, type ScriptBlock } from '@ringbase/domain';
import { facts, person } from '../testing/route-facts.js';

const words = (text: string) => ({ en: text, ru: text, bg: text });
const script = (start: ScriptBlock, more: Record<string, ScriptBlock> = {}): CallScript => ({
  format: 1,
  start: 'start',
  blocks: { start, bye: { kind: 'say', words: words('Bye.'), next: 'end' }, end: { kind: 'hang-up' }, ...more },
});
const recorded = (more: Partial<RecordedCall> = {}): RecordedCall => ({
  callId: 'call',
  at: new Date('2026-03-02T10:00:00Z'),
  facts: recordedFacts(facts(), new Date('2026-03-02T10:00:00Z')),
  answeredByPersonId: null,
  answeredByNumber: null,
  answerSeconds: null,
  pressed: {},
  httpAnswers: {},
  keptAfterSeconds: null,
  ...more,
});
const BANK = '+35929999999';
const bank = (number = BANK): CallScript => script({ kind: 'transfer', number, seconds: 20, next: 'bye' });
const deaf = script({ kind: 'go-to', block: 'bye' });
const owner = (next = 'bye', seconds = 20): ScriptBlock => ({ kind: 'ring', whom: 'owner', seconds, next });
const menu = (more: Partial<ScriptBlock & { kind: 'menu' }> = {}): ScriptBlock => ({
  kind: 'menu',
  words: words('One for your manager, two for the bank.'),
  choices: { '1': 'owner', '2': 'bank' },
  seconds: 5,
  tries: 2,
  noInput: 'bye',
  wrong: 'bye',
  ...more,
});
const transfer: ScriptBlock = { kind: 'transfer', number: BANK, seconds: 20, next: 'bye' };
const withMenu = (more: object = {}, name = 'menu') =>
  script({ kind: 'go-to', block: name }, { [name]: menu(more), owner: owner(), bank: transfer });
const twoMenus = (seconds: number) =>
  script(
    { kind: 'go-to', block: 'menu' },
    {
      menu: menu({ choices: { '1': 'second' } }),
      second: menu({ words: words('Two for your manager.'), choices: { '2': 'owner' } }),
      owner: owner('bye', seconds),
    },
  );
const asking = (url: string, name = 'crm') =>
  script(
    { kind: 'go-to', block: name },
    {
      [name]: {
        kind: 'http-request',
        method: 'GET',
        url,
        headers: {},
        body: null,
        answer: { tier: 'customer.tier' },
        seconds: 3,
        next: 'by-tier',
        failed: 'bye',
      },
      'by-tier': { kind: 'switch', on: 'tier', cases: [{ equals: 'gold', next: 'owner' }], otherwise: 'bye' },
      owner: owner(),
    },
  );
const queue = (seconds: number): CallScript =>
  script({
    kind: 'queue',
    whom: 'department',
    music: { kind: 'built-in', name: 'music' },
    ringSeconds: 15,
    seconds,
    mostWaiting: 5,
    callback: true,
    next: 'bye',
    full: 'bye',
  });
const named = (test: 'equals' | 'begins-with' | 'contains', name: string, value: string): CallScript =>
  script({ kind: 'condition', when: { kind: 'variable', name, test, value }, yes: 'owner', no: 'bye' }, { owner: owner() });
const byIvan = { answeredByPersonId: 'ivan', answerSeconds: 8 };
const gold = { ok: true as const, values: { tier: 'gold' } };

test.each<[string, CallScript, CallScript, Partial<RecordedCall>, string, string, string]>([
  [
    'an outside number that answered is missed where it is no longer dialled',
    bank(),
    deaf,
    { answeredByNumber: BANK, answerSeconds: 6 },
    'number',
    'nobody',
    'worse',
  ],
  [
    'an outside number that answered answers again',
    bank(),
    script(owner('bank'), { bank: transfer }),
    { answeredByNumber: BANK, answerSeconds: 6 },
    'number',
    'number',
    'same',
  ],
  [
    'an outside number that was never dialled answers nobody',
    deaf,
    bank('+35921111111'),
    { answeredByNumber: BANK, answerSeconds: 6 },
    'nobody',
    'nobody',
    'same',
  ],
  [
    'an outside number that is dialled for too short a time does not answer',
    bank(),
    script({ ...transfer, seconds: 5 }),
    { answeredByNumber: BANK, answerSeconds: 6 },
    'number',
    'nobody',
    'worse',
  ],
  ['a call that his own manager took is better than one that went out', bank(), script(owner()), byIvan, 'nobody', 'owner', 'better'],

  [
    'what was pressed is pressed again, at its own menu',
    withMenu(),
    withMenu({ choices: { '1': 'bye', '2': 'owner' } }),
    { ...byIvan, pressed: { menu: ['2'] } },
    'nobody',
    'owner',
    'better',
  ],
  [
    'a menu that was only renamed is answered as it was',
    withMenu(),
    withMenu({}, 'first'),
    { ...byIvan, pressed: { menu: ['1'] } },
    'owner',
    'owner',
    'same',
  ],
  [
    'a menu whose words were mended is answered as it was',
    withMenu(),
    withMenu({ words: words('One or two.') }),
    { ...byIvan, pressed: { menu: ['1'] } },
    'owner',
    'owner',
    'same',
  ],
  ['a menu that nobody was asked is answered by nothing', script(owner()), withMenu({}, 'new'), byIvan, 'owner', 'nobody', 'worse'],
  [
    'wrong digits and silence are pressed again in their order',
    withMenu(),
    withMenu({ tries: 1 }),
    { ...byIvan, pressed: { menu: ['9', '1'] } },
    'owner',
    'nobody',
    'worse',
  ],
  [
    'nothing is pressed beyond what was',
    withMenu(),
    withMenu({ tries: 3 }),
    { ...byIvan, pressed: { menu: ['', ''] } },
    'nobody',
    'nobody',
    'same',
  ],
  [
    'two menus have each its own digit',
    twoMenus(5),
    twoMenus(20),
    { ...byIvan, pressed: { menu: ['1'], second: ['2'] } },
    'nobody',
    'owner',
    'better',
  ],

  [
    'an outside system answers as it did',
    asking('https://crm.example/1'),
    asking('https://crm.example/1', 'base'),
    { ...byIvan, httpAnswers: { crm: [gold] } },
    'owner',
    'owner',
    'same',
  ],
  [
    'another question has no answer',
    asking('https://crm.example/1'),
    asking('https://crm.example/2'),
    { ...byIvan, httpAnswers: { crm: [gold] } },
    'owner',
    'nobody',
    'worse',
  ],
  [
    'what failed then fails again',
    asking('https://crm.example/1'),
    script(owner()),
    { ...byIvan, httpAnswers: { crm: [{ ok: false, reason: 'deadline' }] } },
    'nobody',
    'owner',
    'better',
  ],

  ['a kept place is better than nobody', deaf, queue(60), { keptAfterSeconds: 20 }, 'nobody', 'kept', 'better'],
  [
    'a kept place is worse than a message',
    queue(60),
    script({ kind: 'voicemail', greeting: words('Speak.'), maxSeconds: 60, next: 'bye' }),
    { keptAfterSeconds: 20 },
    'kept',
    'message',
    'better',
  ],
  [
    'who asked after a minute is sent on from a queue of half one',
    queue(90),
    queue(30),
    { keptAfterSeconds: 60 },
    'kept',
    'nobody',
    'worse',
  ],

  ['a condition sees the client’s name as it was', deaf, named('begins-with', 'client.name', 'Geo'), byIvan, 'nobody', 'owner', 'better'],
  ['a condition sees the owner’s name as it was', deaf, named('equals', 'owner.name', 'ivan'), byIvan, 'nobody', 'owner', 'better'],
  [
    'a condition sees the department’s name as it was',
    deaf,
    named('contains', 'department.name', 'ale'),
    byIvan,
    'nobody',
    'owner',
    'better',
  ],
  ['a condition that did not hold does not hold', deaf, named('equals', 'client.name', 'Petar'), byIvan, 'nobody', 'nobody', 'same'],
])('%s', (_, before, after, more, beforeReach, afterReach, change) => {
  expect(replayCall(before, after, recorded(more))).toMatchObject({ before: beforeReach, after: afterReach, change });
});

test('of what was known no more is kept than what a script may read', () => {
  const known = facts({ clients: [...facts().clients, { clientId: 'other', clientName: 'Other', phoneId: 'p', ownerId: null }] }, [
    person('ivan'),
    person('maria'),
  ]);
  const kept = recordedFacts(known, new Date('2026-03-02T10:00:00Z'));
  expect(kept.clients.map(({ clientName }) => clientName)).toEqual(['Georgi', '']);
  expect(kept.candidates.map(({ clientName }) => clientName)).toEqual(['']);
  expect(Object.values(kept.people).map(({ name }) => name)).toEqual(['ivan', '']);
  expect(JSON.stringify(kept)).not.toContain('+359878000001');
  expect(kept.department?.name).toBe('Sales');
});

describe('what people did', () => {
  const step = (block: string, reason: string, more: Record<string, unknown> = {}) => ({ block, reason, facts: more });
  test('is read from the trace, in its order', () => {
    const trace = [
      step('menu', 'menu-asked'),
      step('menu', 'menu-wrong', { digits: '9' }),
      step('menu', 'menu-chosen', { digits: '1' }),
      step('second', 'menu-no-input', { digits: '' }),
      step('menu', 'menu-chosen', { digits: '2' }),
      step('queue', 'queue-callback-kept', { seconds: 40 }),
    ];
    expect(behaviourOf(trace, [])).toEqual({ pressed: { menu: ['9', '1', '2'], second: [''] }, httpAnswers: {}, keptAfterSeconds: 40 });
  });
  test('an answer is that of the block that asked, also where its name has colons', () => {
    const trace = [
      step('a:b', 'http-asked'),
      step('a:b', 'http-answered'),
      step('c', 'http-failed', { why: 'deadline' }),
      step('a:b', 'http-answered'),
    ];
    const late = { ok: true as const, values: { tier: 'late' } };
    const again = { ok: true as const, values: { tier: 'silver' } };
    const answers = [
      { key: 'a:b:1:0', answer: gold },
      { key: 'c:2:0', answer: late },
      { key: 'a:b:4:0', answer: again },
    ];
    expect(behaviourOf(trace, answers).httpAnswers).toEqual({ 'a:b': [gold, again], c: [{ ok: false, reason: 'deadline' }] });
  });
  test('a block by a name that every object inherits is a block', () => {
    expect(behaviourOf([step('constructor', 'menu-chosen', { digits: '1' })], []).pressed).toEqual({ constructor: ['1'] });
  });
});
