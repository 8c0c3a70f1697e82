import { randomUUID } from 'node:crypto';
import type { Outgoing } from '@ringbase/platform';
import { callIdOf, parseInbound } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { doScriptEffects } from './do-script-effects.js';
import { getNotice } from './get-notice.js';
import { makeScriptRequests } from './make-script-requests.js';

const SALES = '+35924000001';
const KNOWN = '+359881234567';
let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let clientId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  const { query, sales, people } = company;
  await query(`insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), $1, $2, 'Main', 'BG')`, [
    SALES,
    sales,
  ]);
  clientId = await company.addClient(people.ivan.id);
  await query('insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, $2, $2)', [clientId, KNOWN]);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('truncate outbox, script_effects, callbacks'));

/** A call comes in and its script wants something done. */
async function want(effect: object, { from = KNOWN, key = 'block:1:0' } = {}): Promise<{ callId: string; id: string }> {
  const CallSid = `CA${randomUUID().replaceAll('-', '')}`;
  const params = { CallSid, From: from, To: SALES, CallStatus: 'ringing', Direction: 'inbound' };
  await recordCallSignal(contexts.worker, parseInbound({ originalUrl: '/twilio/voice', params }), { defaultRegion: 'BG' });
  const callId = callIdOf('twilio', CallSid);
  return { callId, id: await wantOf(callId, effect, key) };
}
async function wantOf(callId: string, effect: object, key: string): Promise<string> {
  const id = contexts.worker.ids();
  await company.query('insert into script_effects (id, call_id, key, kind, body, next_attempt_at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    callId,
    key,
    (effect as { kind: string }).kind,
    JSON.stringify({ ...effect, key, step: 1 }),
    company.time.now,
  ]);
  return id;
}

const asked: Parameters<Outgoing>[0][] = [];
const good: Outgoing = async (request) => {
  asked.push(request);
  return { ok: true, json: { customer: { tier: 'gold' } } };
};
beforeEach(() => {
  asked.length = 0;
});
/** A worker looks once and does what it has taken up. */
async function work(outgoing: Outgoing = good): Promise<number> {
  const requests = makeScriptRequests(contexts.worker, { outgoing });
  const began = await requests.start(() => undefined);
  const done = await doScriptEffects(contexts.worker, { outgoing }, ['create-application', 'create-task', 'notify']);
  await requests.settled();
  return began + done;
}
const rowOf = async (id: string) => (await company.query('select state, failure, attempts from script_effects where id = $1', [id]))[0];
const again = (id: string) =>
  company.query(`update script_effects set state = 'due', next_attempt_at = $2, lease_until = null where id = $1`, [id, company.time.now]);
const eventsOf = (callId: string, kind: string) =>
  company.query('select key, body from call_events where call_id = $1 and kind = $2 order by number', [callId, kind]);

const request = {
  kind: 'http-request',
  method: 'GET',
  url: 'https://crm.example/x',
  headers: {},
  body: null,
  answer: { tier: 'customer.tier' },
  seconds: 5,
};
const application = { kind: 'create-application', title: 'A call', typeId: null };

describe('an outside system', () => {
  test('is asked once by several workers, and its answer is an event of the call', async () => {
    const { callId, id } = await want(request);
    await Promise.all([work(), work(), work()]);
    expect(asked).toMatchObject([{ url: 'https://crm.example/x', deadlineMs: 5000 }]);
    expect(await rowOf(id)).toEqual({ state: 'done', failure: null, attempts: 1 });
    expect(await eventsOf(callId, 'effect-done')).toEqual([
      { key: 'effect-done:block:1:0', body: { key: 'block:1:0', answer: { ok: true, values: { tier: 'gold' } } } },
    ]);
    expect(await work()).toBe(0);
  });

  test('that refuses is told as its reason, and not asked again', async () => {
    const { callId, id } = await want(request);
    await work(async () => ({ ok: false, failure: 'status', status: 500 }));
    expect(await rowOf(id)).toEqual({ state: 'failed', failure: 'status-500', attempts: 1 });
    expect(await eventsOf(callId, 'effect-done')).toMatchObject([{ body: { answer: { ok: false, reason: 'status-500' } } }]);
    company.time.pass(600_000);
    expect(await work()).toBe(0);
  });

  test('is not asked a second time when the worker died after asking', async () => {
    const { callId, id } = await want(request);
    void work(() => new Promise(() => undefined));
    await company.query('select pg_sleep(0.3)');
    expect(await work()).toBe(0);
    company.time.pass(120_000);
    expect(await work()).toBe(1);
    expect(asked).toEqual([]);
    expect(await rowOf(id)).toEqual({ state: 'failed', failure: 'result-unknown', attempts: 2 });
    expect(await eventsOf(callId, 'effect-done')).toMatchObject([{ body: { answer: { ok: false, reason: 'result-unknown' } } }]);
  });

  test('is not asked after the block’s own time', async () => {
    const { id } = await want(request);
    company.time.pass(5_000);
    await work();
    expect(asked).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: 'deadline' });
  });

  test('an answer that another worker has given up on changes nothing', async () => {
    const { callId, id } = await want(request);
    let answer: (got: { ok: true; json: unknown }) => void = () => undefined;
    const slow = work(() => new Promise((resolve) => (answer = resolve)));
    await company.query('select pg_sleep(0.3)');
    company.time.pass(120_000);
    await work();
    answer({ ok: true, json: { customer: { tier: 'gold' } } });
    await slow;
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: 'result-unknown' });
    expect(await eventsOf(callId, 'effect-done')).toMatchObject([{ body: { answer: { ok: false } } }]);
  });
});

describe('outside systems that hang', () => {
  const at = (origin: string) => ({ ...request, url: `${origin}/x` });
  const wantMany = async (origin: string, count: number) => {
    for (let n = 0; n < count; n += 1) await want(at(origin));
  };
  const hang = () => {
    const ends: (() => void)[] = [];
    const outgoing: Outgoing = (one) => {
      asked.push(one);
      return new Promise((resolve) => ends.push(() => resolve({ ok: false, failure: 'deadline', status: null })));
    };
    return { ends, outgoing };
  };
  const countOf = (origin: string) => asked.filter(({ url }) => url.startsWith(`${origin}/`)).length;

  test('have no more than eight requests of a worker each, and what is over is left to another', async () => {
    await wantMany('https://crm.example', 10);
    await wantMany('https://register.example', 1);
    const { ends, outgoing } = hang();
    const [one, other] = [makeScriptRequests(contexts.worker, { outgoing }), makeScriptRequests(contexts.worker, { outgoing })];
    const again: string[] = [];
    expect(await one.start(() => again.push('one'))).toBe(9);
    expect([countOf('https://crm.example'), countOf('https://register.example')]).toEqual([8, 1]);
    expect(await one.start(() => undefined)).toBe(0);
    expect(await other.start(() => again.push('other'))).toBe(2);
    expect(countOf('https://crm.example')).toBe(10);
    for (const end of ends) end();
    await Promise.all([one.settled(), other.settled()]);
    // The eighth made room where there was none; those after it had room beside them.
    expect(again).toEqual(['one']);
    expect(await company.query('select state, attempts, count(*)::int as n from script_effects group by 1, 2')).toEqual([
      { state: 'failed', attempts: 1, n: 11 },
    ]);
  });

  test('all together have no more than sixty-four', async () => {
    for (let n = 0; n < 9; n += 1) await wantMany(`https://crm${n}.example`, 8);
    const { ends, outgoing } = hang();
    const one = makeScriptRequests(contexts.worker, { outgoing });
    expect([await one.start(() => undefined), await one.start(() => undefined)]).toEqual([64, 0]);
    ends[0]?.();
    await company.query('select pg_sleep(0.3)');
    expect(await one.start(() => undefined)).toBe(1);
    for (const end of ends) end();
    await one.settled();
  });

  test('are told apart by scheme and host, whatever follows and however they are written', async () => {
    const same = ['https://CRM.example/a', 'https://crm.example?b', 'https://crm.example#c', 'https://crm.example/d/e'];
    for (const url of [...same, ...same, ...same]) await want({ ...request, url });
    for (const url of ['https://crm.example:8443/a', 'http://crm.example/a', 'nonsense']) await want({ ...request, url });
    const { ends, outgoing } = hang();
    const one = makeScriptRequests(contexts.worker, { outgoing });
    expect(await one.start(() => undefined)).toBe(11);
    for (const end of ends) end();
    await one.settled();
  });
});

describe('an application', () => {
  const applicationsOf = (callId: string) =>
    company.query(
      `select a.id, a.title, a.client_id, a.owner_id, a.department_id, a.source from applications a join calls c on c.application_id = a.id where c.id = $1`,
      [callId],
    );

  test('of a known caller is his client’s, once, with the call in its history', async () => {
    const { callId, id } = await want(application);
    await Promise.all([work(), work()]);
    const [made] = await applicationsOf(callId);
    expect(made).toMatchObject({
      title: 'A call',
      client_id: clientId,
      owner_id: company.people.ivan.id,
      department_id: company.sales,
      source: 'call-script',
    });
    expect(await company.query('select actor_id, field, to_value from application_changes where application_id = $1', [made?.id])).toEqual([
      { actor_id: null, field: 'created', to_value: 'A call' },
    ]);
    expect(await eventsOf(callId, 'application-chosen')).toMatchObject([{ body: { personId: null, clientId } }]);
    const news = await company.query(`select audience from outbox where body->'changes'->0->>'noun' = 'application'`);
    expect(news).toEqual([{ audience: { people: expect.arrayContaining([company.people.ivan.id]), departments: [company.sales] } }]);
    await again(id);
    await work();
    expect(await company.query(`select count(*)::int as n from applications where source = 'call-script'`)).toEqual([{ n: 1 }]);
    expect(await rowOf(id)).toMatchObject({ state: 'done', failure: null });
  });

  test.each([
    ['an unknown number', '+359899777111', [{ e164: '+359899777111' }]],
    ['a withheld number', 'anonymous', []],
  ])('of %s is a new client’s and nobody’s yet', async (_, from, phones) => {
    const { callId } = await want(application, { from });
    await work();
    const [made] = await applicationsOf(callId);
    expect(made).toMatchObject({ owner_id: null, department_id: company.sales });
    expect(await company.query('select name, owner_id from clients where id = $1', [made?.client_id])).toEqual([
      { name: 'Unknown caller', owner_id: null },
    ]);
    expect(await company.query('select e164 from phones where client_id = $1', [made?.client_id])).toEqual(phones);
  });

  test('comes with the task that its script set before it was there', async () => {
    const { callId } = await want(
      { kind: 'create-task', note: 'Measure', dueInMinutes: 30, ownerId: company.people.mira.id },
      { from: '+359899777222' },
    );
    await work();
    await wantOf(callId, application, 'block:2:0');
    await work();
    const [made] = await applicationsOf(callId);
    expect(await company.query('select application_id, client_id from callbacks')).toEqual([
      { application_id: made?.id, client_id: made?.client_id },
    ]);
  });

  test('that cannot be written is tried again later, and in the end shows as failed', async () => {
    const { id } = await want(application, { from: '+359899777333' });
    await company.query('alter table application_changes add constraint never check (false) not valid');
    try {
      await work();
      expect(await rowOf(id)).toEqual({ state: 'due', failure: 'broke-off', attempts: 1 });
      expect(await work()).toBe(0);
      for (const seconds of [2, 10, 60, 300]) {
        company.time.pass(seconds * 1000);
        expect(await work()).toBe(1);
      }
      expect(await rowOf(id)).toEqual({ state: 'failed', failure: 'broke-off', attempts: 5 });
    } finally {
      await company.query('alter table application_changes drop constraint never');
    }
  });
});

describe('a task', () => {
  const task = { kind: 'create-task', note: 'Call about the door', dueInMinutes: 30 };

  test('is due so many minutes after its script wanted it, once, beside what the call leaves', async () => {
    const { callId, id } = await want({ ...task, ownerId: company.people.mira.id });
    const wanted = company.time.now.getTime();
    company.time.pass(60_000);
    await Promise.all([work(), work()]);
    await company.query(
      `insert into callbacks (id, origin, client_id, call_id, due_at, time_zone) values (gen_random_uuid(), 'missed-call', $1, $2, now(), 'UTC')`,
      [clientId, callId],
    );
    expect(
      await company.query(`select owner_id, client_id, call_id, due_at, note, created_by from callbacks where origin = 'task'`),
    ).toEqual([
      {
        owner_id: company.people.mira.id,
        client_id: clientId,
        call_id: callId,
        due_at: new Date(wanted + 1_800_000),
        note: 'Call about the door',
        created_by: null,
      },
    ]);
    expect(await rowOf(id)).toMatchObject({ state: 'done' });
  });
});

describe('a notice', () => {
  test('is news of ids to those whom the script told, once, and each reads it as he may', async () => {
    const { ivan, mira, petr } = company.people;
    const { callId, id } = await want({ kind: 'notify', people: [ivan.id, mira.id], text: `Call ${KNOWN} back` });
    await company.query('truncate outbox');
    await Promise.all([work(), work()]);
    expect(await company.query(`select body, audience from outbox where name = 'notice'`)).toEqual([
      { body: { kind: 'notice', callId, noticeId: id }, audience: { people: [ivan.id, mira.id], departments: [] } },
    ]);
    expect(await getNotice(contexts.as(ivan), { id })).toEqual({ id, callId, text: `Call ${KNOWN} back` });
    const masked = await getNotice(contexts.as(mira, { seesNumbers: false }), { id });
    expect(masked.text).not.toContain('881234');
    await expect(getNotice(contexts.as(petr), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await company.query(`select actor_id, object_kind, object_ids from audit where act = 'notice.read' order by id`)).toEqual(
      [ivan, mira].map((person) => ({ actor_id: person.id, object_kind: 'notice', object_ids: [id, callId] })),
    );
  });

  test('a worker that died between its claim and its telling tells nothing twice: another does it after the lease', async () => {
    const { id } = await want({ kind: 'notify', people: [company.people.ivan.id], text: 'Hello' });
    await company.query('truncate outbox');
    await company.query('update script_effects set attempts = 1, lease_until = $2 where id = $1', [
      id,
      new Date(company.time.now.getTime() + 120_000),
    ]);
    expect(await work()).toBe(0);
    company.time.pass(120_000);
    expect(await work()).toBe(1);
    expect(await company.query(`select 1 as told from outbox where name = 'notice'`)).toHaveLength(1);
  });

  test('what kills every worker that takes it up is given up', async () => {
    const { id } = await want({ kind: 'notify', people: [company.people.ivan.id], text: 'Hello' });
    await company.query('update script_effects set attempts = 5 where id = $1', [id]);
    await work();
    expect(await rowOf(id)).toEqual({ state: 'failed', failure: 'gave-up', attempts: 6 });
  });
});
