import { randomUUID } from 'node:crypto';
import { type CallScript, defaultScript, type RouteFacts, type RoutePerson, type ScriptBlock } from '@ringbase/domain';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { getReplay } from './get-replay.js';
import { listCallsOfReplay } from './list-calls-of-replay.js';
import { replayScripts } from './replay-scripts.js';
import { requestReplay } from './request-replay.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  await company.query(
    'truncate script_replay_calls, script_replays, call_facts, call_events, legs, calls, call_scripts, audit, outbox cascade',
  );
});

const words = { en: 'No', ru: 'Нет', bg: 'Не' };
/** Whoever calls hears a word and is hung up on. */
const deaf: CallScript = { format: 1, start: 'word', blocks: { word: { kind: 'say', words, next: 'end' }, end: { kind: 'hang-up' } } };
const menu: CallScript = {
  format: 1,
  start: 'menu',
  blocks: {
    menu: { kind: 'menu', words, choices: { '7': 'ring' }, seconds: 5, tries: 1, noInput: 'word', wrong: 'word' },
    ring: { kind: 'ring', whom: 'department', seconds: 30, next: 'word' },
    ...deaf.blocks,
  },
};
const transfer = (number: string): CallScript => ({
  format: 1,
  start: 'transfer',
  blocks: { transfer: { kind: 'transfer', number, seconds: 20, next: 'word' }, ...deaf.blocks },
});
const person = (id: string): RoutePerson => ({
  id,
  name: '',
  dismissed: false,
  seesNumbers: true,
  presence: 'available',
  devices: [{ id: randomUUID(), kind: 'sip', address: '', routable: true }],
  assistantId: null,
  lastTalkAt: null,
  talksToday: 0,
  lastRungAt: null,
});

async function addScript(graph: CallScript, number: number): Promise<string> {
  const id = randomUUID();
  await company.query('insert into call_scripts (id, department_id, number, graph) values ($1, $2, $3, $4)', [
    id,
    company.sales,
    number,
    JSON.stringify(graph),
  ]);
  return id;
}

/** A finished call of the department; Ivan answered it if `answered`. */
async function addCall(
  scriptId: string | null,
  minute: number,
  { answered = false, digits = '', departmentId = company.sales, number = null as string | null } = {},
): Promise<string> {
  const id = randomUUID();
  const { ivan } = company.people;
  const at = new Date(company.time.now.getTime() - 3_600_000 + minute * 1000).toISOString();
  const facts: RouteFacts = {
    department: {
      id: departmentId,
      name: '',
      language: 'en',
      recordingAnnouncement: null,
      wrapUpSeconds: 30,
      curatorIds: [],
      ringGroup: [ivan.id],
      timeZone: 'Europe/Sofia',
      hours: null,
    },
    did: '+35924000001',
    people: { [ivan.id]: person(ivan.id) },
    candidates: [],
    clients: [],
    callerE164: '+359881234567',
    open: { open: true, reason: 'no-hours', name: null, until: null },
  };
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, department_id, script_id, answered_by_person_id, started_at, version)
     values ($1::uuid, 'twilio', $1::uuid::text, 'inbound', 'ended', $2, 'x', '+35924000001', $3, $4, $5, $6, 1)`,
    [id, answered || number !== null ? 'answered' : 'missed', departmentId, scriptId, answered ? ivan.id : null, at],
  );
  await company.query('insert into call_facts (call_id, department_id, at, facts) values ($1, $2, $3, $4)', [
    id,
    departmentId,
    at,
    JSON.stringify(facts),
  ]);
  if (answered || number !== null)
    await company.query(
      `insert into legs (id, call_id, provider, provider_call_id, address, role, person_id, state, outcome, started_at, answered_at, ended_at)
       values (gen_random_uuid(), $1::uuid, 'twilio', $1::uuid::text, $4, 'manager', $2, 'ended', 'connected', $3::timestamptz, $3::timestamptz + interval '8 seconds', $3::timestamptz)`,
      [id, answered ? ivan.id : null, at, number ?? 'x'],
    );
  if (digits !== '')
    await addEvents(id, [{ kind: 'routed', trace: [{ step: 1, block: 'menu', kind: 'menu', reason: 'menu-chosen', facts: { digits } }] }]);
  return id;
}

async function addEvents(callId: string, events: readonly ({ kind: string } & Record<string, unknown>)[]): Promise<void> {
  for (const [index, { kind, ...body }] of events.entries())
    await company.query(`insert into call_events (call_id, number, key, kind, body, at) values ($1, $2, $3, $4, $5, $6)`, [
      callId,
      index + 1,
      `${kind}:${index}`,
      kind,
      JSON.stringify(kind === 'routed' ? { step: index + 1, plan: 'script', targets: [], ...body } : body),
      company.time.now,
    ]);
}

const period = () => ({
  since: new Date(company.time.now.getTime() - 7_200_000).toISOString(),
  until: company.time.now.toISOString(),
});
const ask = (script: CallScript) =>
  requestReplay(contexts.as(company.people.kira), { departmentId: company.sales, source: { kind: 'script', script }, ...period() });
const get = (replayId: string) => getReplay(contexts.as(company.people.kira), { departmentId: company.sales, replayId });
const callsOf = async (replayId: string, change?: 'worse' | 'better' | 'elsewhere', limit = 50, cursor?: string) =>
  listCallsOfReplay(contexts.as(company.people.kira), { departmentId: company.sales, replayId, limit, change, cursor });

test('each call is held against the version that it really ran on', async () => {
  const [old, now] = [await addScript(deaf, 1), await addScript(defaultScript, 2)];
  const better = await addCall(old, 1, { answered: true });
  const same = await addCall(now, 2, { answered: true });
  await addCall(now, 3, { departmentId: company.service });
  const { id, state } = await ask(defaultScript);
  expect(state).toBe('waiting');
  expect(await replayScripts(contexts.worker)).toBe(1);
  expect(await get(id)).toMatchObject({
    state: 'done',
    total: 2,
    replayed: 2,
    counts: { same: 1, elsewhere: 0, better: 1, worse: 0 },
    matrix: [
      { before: 'department', after: 'department', calls: 1 },
      { before: 'nobody', after: 'department', calls: 1 },
    ],
  });
  const { items } = await callsOf(id);
  expect(items).toMatchObject([
    { change: 'better', before: 'nobody', after: 'department', beforePerson: null, afterPerson: { name: 'Ivan' }, call: { id: better } },
  ]);
  expect(items.map(({ call }) => call.id)).not.toContain(same);
  expect(await replayScripts(contexts.worker)).toBe(0);
  expect(await company.query('select act from audit where object_kind = $1 order by at, act', ['script-replay'])).toEqual([
    { act: 'call-script.replay-done' },
    { act: 'call-script.replay-requested' },
  ]);
});

test('who was quick enough then is as quick now; what was pressed then is pressed again, at the menu where it was', async () => {
  const old = await addScript(menu, 1);
  const pressed = await addCall(old, 1, { answered: true, digits: '7' });
  const silent = await addCall(old, 2, { answered: true });
  const { ring } = menu.blocks;
  const other = {
    ...menu,
    blocks: { ...menu.blocks, menu: { ...menu.blocks['menu'], choices: { '7': 'word', '8': 'ring' } }, ring },
  } as CallScript;
  const { id } = await ask(other);
  await replayScripts(contexts.worker);
  expect(await get(id)).toMatchObject({ counts: { same: 1, worse: 1 } });
  expect((await callsOf(id, 'worse')).items).toMatchObject([{ call: { id: pressed }, before: 'department', after: 'nobody' }]);
  expect((await callsOf(id, 'better')).items).toEqual([]);
  expect(pressed).not.toBe(silent);
});

test('calls on the script that ships are replayed as well', async () => {
  await addCall(null, 1, { answered: true });
  const { id } = await ask(deaf);
  await replayScripts(contexts.worker);
  expect(await get(id)).toMatchObject({ total: 1, replayed: 1, matrix: [{ before: 'department', after: 'nobody', calls: 1 }] });
});

test('an outside number that answered then answers again, and nobody else at it', async () => {
  const old = await addScript(transfer('+35929999999'), 1);
  await addCall(old, 1, { number: '+35929999999' });
  const [same, elsewhere] = [await ask(transfer('+35929999999')), await ask(transfer('+35921111111'))];
  await replayScripts(contexts.worker);
  await replayScripts(contexts.worker);
  expect(await get(same.id)).toMatchObject({ matrix: [{ before: 'number', after: 'number', calls: 1 }] });
  expect(await get(elsewhere.id)).toMatchObject({ matrix: [{ before: 'number', after: 'nobody', calls: 1 }] });
});

const queue: ScriptBlock = {
  kind: 'queue',
  whom: 'department',
  music: { kind: 'built-in', name: 'music' },
  ringSeconds: 15,
  seconds: 60,
  mostWaiting: 5,
  callback: true,
  next: 'word',
  full: 'word',
};

test('what an outside system answered, and a place that was kept, are told from the events', async () => {
  const asks = (next: string): CallScript => ({
    format: 1,
    start: 'crm',
    blocks: {
      crm: {
        kind: 'http-request',
        method: 'GET',
        url: 'https://crm.example/1',
        headers: {},
        body: null,
        answer: { tier: 'tier' },
        seconds: 3,
        next: 'by-tier',
        failed: 'word',
      },
      'by-tier': { kind: 'switch', on: 'tier', cases: [{ equals: 'gold', next }], otherwise: 'word' },
      ...(next === 'queue' && { queue }),
      ...deaf.blocks,
    },
  });
  const old = await addScript(asks('queue'), 1);
  const call = await addCall(old, 1);
  await addEvents(call, [
    { kind: 'routed', trace: [{ step: 1, block: 'crm', kind: 'http-request', reason: 'http-asked', facts: {} }] },
    { kind: 'effect-done', key: 'crm:0:0', answer: { ok: true, values: { tier: 'gold' } } },
    { kind: 'routed', trace: [{ step: 2, block: 'crm', kind: 'http-request', reason: 'http-answered', facts: { variables: ['tier'] } }] },
    { kind: 'routed', trace: [{ step: 3, block: 'queue', kind: 'queue', reason: 'queue-callback-kept', facts: { seconds: 20 } }] },
  ]);
  const { id } = await ask(asks('word'));
  await replayScripts(contexts.worker);
  expect(await get(id)).toMatchObject({ counts: { worse: 1 }, matrix: [{ before: 'kept', after: 'nobody', calls: 1 }] });
});

test('a replay whose worker was lost is taken up where it was left once its lease is over, and counts no call twice', async () => {
  const now = await addScript(defaultScript, 1);
  const calls = [];
  for (let minute = 1; minute <= 5; minute += 1) calls.push(await addCall(now, minute, { answered: true }));
  const { id } = await ask(deaf);
  // As a worker left it that had done two of them and died.
  const at = await company.query('select at from call_facts where call_id = $1', [calls[1]]);
  const result = {
    counts: { same: 0, elsewhere: 0, better: 0, worse: 2 },
    matrix: { 'department>nobody': 2 },
    last: { at: at[0]!['at'], callId: calls[1] },
  };
  await company.query(`update script_replays set state = 'running', total = 5, replayed = 2, result = $2, lease_until = $3 where id = $1`, [
    id,
    JSON.stringify(result),
    new Date(company.time.now.getTime() + 30_000),
  ]);
  expect(await replayScripts(contexts.worker)).toBe(0);
  company.time.pass(31_000);
  const both = await Promise.all([replayScripts(contexts.worker), replayScripts(contexts.worker)]);
  expect(both.sort()).toEqual([0, 1]);
  expect(await get(id)).toMatchObject({ state: 'done', total: 5, replayed: 5, counts: { worse: 5 }, matrix: [{ calls: 5 }] });
});

test('what cannot be replayed fails it visibly, and nothing is counted of that batch', async () => {
  const now = await addScript(defaultScript, 1);
  const broken = await addCall(now, 1);
  await company.query(`update call_facts set facts = jsonb_set(facts, '{candidates}', 'null') where call_id = $1`, [broken]);
  const { id } = await ask(defaultScript);
  await replayScripts(contexts.worker);
  expect(await get(id)).toMatchObject({ state: 'failed', failure: `The call ${broken} could not be replayed`, counts: { same: 0 } });
  expect(await replayScripts(contexts.worker)).toBe(0);
});

test('the calls come page by page, and only those that may be seen', async () => {
  const now = await addScript(defaultScript, 1);
  const calls: string[] = [];
  for (let minute = 1; minute <= 5; minute += 1) calls.push(await addCall(now, minute, { answered: true }));
  const { id } = await ask(deaf);
  await replayScripts(contexts.worker);
  const first = await callsOf(id, undefined, 3);
  const second = await callsOf(id, undefined, 3, first.next ?? undefined);
  expect([...first.items, ...second.items].map(({ call }) => call.id)).toEqual(calls.toReversed());
  expect(second.next).toBeNull();
  // Handed to another department since.
  await company.query(`update calls set department_id = $2, answered_by_person_id = null where id = $1`, [calls[4], company.service]);
  expect((await callsOf(id)).items.map(({ call }) => call.id)).toEqual(calls.slice(0, 4).toReversed());
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  [
    'a period that ends before it begins',
    () =>
      requestReplay(contexts.as(company.people.kira), {
        departmentId: company.sales,
        source: { kind: 'draft' },
        since: period().until,
        until: period().since,
      }),
    /ends before/,
  ],
  [
    'a period to come',
    () =>
      requestReplay(contexts.as(company.people.kira), {
        departmentId: company.sales,
        source: { kind: 'draft' },
        since: '2027-01-01T00:00:00Z',
        until: '2027-02-01T00:00:00Z',
      }),
    /not begun/,
  ],
  [
    'a draft that is not there',
    () => requestReplay(contexts.as(company.people.kira), { departmentId: company.sales, source: { kind: 'draft' }, ...period() }),
    /no draft/,
  ],
  ['a script that does not hold together', () => ask({ ...deaf, start: 'nowhere' }), /hold together/],
  [
    'another’s department',
    () =>
      requestReplay(contexts.as(company.people.kolo), {
        departmentId: company.sales,
        source: { kind: 'script', script: deaf },
        ...period(),
      }),
    /of yours/,
  ],
])('%s is refused, and nothing is asked for', async (_, asked, message) => {
  await expect(asked()).rejects.toThrow(message);
  expect(await company.query('select from script_replays')).toEqual([]);
});
