import type { ScriptBlock } from '@ringbase/domain';
import { answers, runStory, type Story, say, words } from './run-story.js';
import { phoneIn, type ScriptHouse, startScriptHouse } from './script-house.js';

let house: ScriptHouse;
beforeAll(async () => {
  house = await startScriptHouse();
}, 60_000);
afterAll(() => house?.stop());

const menu = (more: Partial<ScriptBlock & { kind: 'menu' }> = {}): ScriptBlock => ({
  kind: 'menu',
  words: words('Press one for sales, two for words.'),
  choices: { '1': 'group', '2': 'yes' },
  seconds: 4,
  tries: 2,
  noInput: 'bye',
  wrong: 'no',
  ...more,
});
const group: ScriptBlock = { kind: 'ring', whom: 'department', seconds: 15, next: 'bye' };
const queue = (more: Partial<ScriptBlock & { kind: 'queue' }> = {}): ScriptBlock => ({
  kind: 'queue',
  whom: 'department',
  strategy: 'in-order',
  music: { kind: 'built-in', name: 'music' },
  ringSeconds: 10,
  seconds: 90,
  mostWaiting: 5,
  callback: true,
  next: 'bye',
  full: 'full',
  ...more,
});
const full = say('Too many wait.', 'end');
const chosen = (person: 'ivan' | 'maria', status: string) =>
  [
    `insert into presence (person_id, chosen_status, chosen_at) values ($1, $2, '2026-03-01') on conflict (person_id) do update set chosen_status = $2`,
    person,
    status,
  ] as const;

const stories: readonly Story[] = [
  {
    name: 'a digit chooses the way',
    blocks: { start: menu(), group },
    caller: { digits: '2' },
    pass: 30,
    expected: {
      heard: ['Press one for sales, two for words.', 'Yes.'],
      why: ['open-application', 'menu-asked', 'menu-chosen', 'end-of-script'],
    },
  },
  {
    name: 'a digit rings the department',
    blocks: { start: menu(), group },
    caller: { digits: '1' },
    phones: { maria: answers() },
    pass: 60,
    expected: { answeredBy: 'maria', why: expect.arrayContaining(['menu-chosen', 'ringing-department', 'talked']) },
  },
  {
    name: 'a menu is said again, and left when nothing is pressed',
    blocks: { start: menu(), group },
    pass: 40,
    expected: {
      heard: ['Press one for sales, two for words.', 'Press one for sales, two for words.', 'Goodbye.'],
      why: ['open-application', 'menu-asked', 'menu-no-input', 'menu-no-input', 'end-of-script'],
    },
  },
  {
    name: 'a wrong digit goes the way of wrong digits in the end',
    blocks: { start: menu({ tries: 1 }), group },
    caller: { digits: '9' },
    pass: 40,
    expected: { heard: ['Press one for sales, two for words.', 'No.'], why: expect.arrayContaining(['menu-wrong']) },
  },
  {
    name: 'a caller who hangs up in a menu is promised a call',
    blocks: { start: menu(), group },
    caller: { hangupAfterMs: 2000 },
    pass: 20,
    expected: { outcome: 'missed', promises: ['missed-call of ivan'] },
  },
  {
    name: 'who waits is taken by the first who is free, and they talk',
    blocks: { start: queue(), full },
    before: [chosen('ivan', 'break')],
    phones: { maria: answers(3000, 15_000) },
    waiting: true,
    pass: 40,
    expected: {
      outcome: 'answered',
      answeredBy: 'maria',
      why: expect.arrayContaining(['queued']),
      heard: expect.arrayContaining([expect.stringContaining('You are number 1 in the queue.')]),
      promises: ['review of ivan'],
    },
  },
  {
    name: 'who does not answer is followed by the next',
    blocks: { start: queue(), full },
    phones: { maria: answers(2000, 10_000) },
    waiting: true,
    pass: 45,
    expected: { answeredBy: 'maria' },
  },
  {
    name: 'the caller’s own manager is asked first',
    blocks: { start: queue(), full },
    phones: { ivan: answers(2000, 10_000), maria: answers(1000, 10_000) },
    waiting: true,
    pass: 30,
    expected: { answeredBy: 'ivan' },
  },
  {
    name: 'all at once ring one after another, as the provider makes calls, and the quicker has the call',
    blocks: { start: queue({ strategy: 'all' }), full },
    phones: { ivan: answers(8000, 10_000), maria: answers(2000, 10_000) },
    waiting: true,
    pass: 30,
    expected: { answeredBy: 'maria' },
  },
  {
    name: 'whoever picked up is gone before he is brought to him: he waits on in his place, and the next has him',
    blocks: { start: queue(), full },
    phones: { ivan: answers(1000, 300), maria: answers(2000, 10_000) },
    waiting: true,
    pass: 45,
    expected: { outcome: 'answered', answeredBy: 'maria' },
  },
  {
    name: 'when the time is over the script goes on',
    blocks: { start: queue({ seconds: 20 }), full },
    waiting: true,
    pass: 40,
    expected: { outcome: 'missed', heard: expect.arrayContaining(['Goodbye.']), why: expect.arrayContaining(['queue-time-over']) },
  },
  {
    name: 'too many who wait are told so',
    blocks: { start: queue({ mostWaiting: 0 }), full },
    waiting: true,
    pass: 10,
    expected: { heard: ['Too many wait.'], why: expect.arrayContaining(['queue-full']) },
  },
  {
    name: 'nobody waits for a department where nobody is',
    blocks: { start: queue(), full },
    before: [chosen('ivan', 'away'), chosen('maria', 'away')],
    waiting: true,
    pass: 10,
    expected: { heard: ['Goodbye.'], why: expect.arrayContaining(['queue-nobody-here']) },
  },
  {
    name: 'nobody waits for people who have their break',
    blocks: { start: queue(), full },
    before: [chosen('ivan', 'break'), chosen('maria', 'break')],
    waiting: true,
    pass: 10,
    expected: { heard: ['Goodbye.'], why: expect.arrayContaining(['queue-nobody-here']) },
  },
  {
    name: 'who presses one keeps his place without waiting on the line',
    blocks: { start: queue(), full },
    caller: { digits: '1' },
    waiting: true,
    pass: 40,
    expected: {
      heard: expect.arrayContaining([expect.stringContaining('Your place is kept')]),
      why: expect.arrayContaining(['queue-callback-kept']),
      promises: ['queue-place of ivan'],
    },
  },
  {
    name: 'who gives up waiting is promised a call',
    blocks: { start: queue(), full },
    caller: { hangupAfterMs: 6000 },
    waiting: true,
    pass: 30,
    expected: { outcome: 'missed', promises: ['missed-call of ivan'] },
  },
  {
    name: 'his own manager for some seconds, then whoever is free',
    blocks: { start: queue({ whom: 'owner', seconds: 12, next: 'pool' }), pool: queue(), full },
    phones: { maria: answers(2000, 10_000) },
    waiting: true,
    pass: 45,
    expected: { answeredBy: 'maria', why: expect.arrayContaining(['queued', 'queue-time-over']) },
  },
];

test.each(stories.map((one) => [one.name, one] as const))(
  '%s',
  async (_, one) => {
    await runStory(house, one);
  },
  30_000,
);

test('two who wait are served in the order in which they came', async () => {
  const { phones, sql, company } = house;
  await sql.query(chosen('ivan', 'break')[0], [company.ivan.id, 'break']);
  await sql.query('delete from person_calls where person_id = $1', [company.maria.id]);
  await sql.query(`update presence set chosen_status = 'available', wrap_up_until = null where person_id = $1`, [company.maria.id]);
  await phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 2000, talkMs: 8000 });
  await sql.query(`update departments set wrap_up_seconds = 2`);
  await house.publish({ start: queue(), full, bye: say('Goodbye.', 'end'), end: { kind: 'hang-up' } });
  const first = await phoneIn(phones, '+359899000001', '+35924000001');
  await house.pass(1);
  const second = await phoneIn(phones, '+359899000002', '+35924000001');
  await house.pass(80, true);
  const [one, two] = [await house.ended(first), await house.ended(second)];
  expect([one.answeredBy, two.answeredBy]).toEqual(['maria', 'maria']);
  const [row] = await sql.query<{ order: boolean }>(
    `select (select answered_at from calls where id = $1) < (select answered_at from calls where id = $2) as order`,
    [one.id, two.id],
  );
  expect(row?.order).toBe(true);
}, 30_000);
