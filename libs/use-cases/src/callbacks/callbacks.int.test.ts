import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { createReminder } from './create-reminder.js';
import { dismissCallback } from './dismiss-callback.js';
import { keepCallback } from './keep-callback.js';
import { listCallbacks } from './list-callbacks.js';
import { remindDueCallbacks } from './remind-due-callbacks.js';
import { snoozeCallback } from './snooze-callback.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let clientId: string;
let applicationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  clientId = await company.addClient(company.people.ivan.id, 'Иванов');
  applicationId = await company.addApplication(clientId, company.people.ivan.id, company.sales);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('truncate outbox, audit, callbacks'));

const soon = (ms: number) => new Date(company.time.now.getTime() + ms).toISOString();
const reminder = (more: object = {}) => ({
  applicationId,
  clientId: null,
  dueAt: soon(60_000),
  timeZone: 'Europe/Sofia',
  note: 'the offer',
  ...more,
});
const query = (more: object = {}) => ({ limit: 50, ...more });
const idsSeenBy = async (person: { id: string; role: 'director' | 'curator' | 'manager' | 'assistant' }) =>
  (await listCallbacks(contexts.as(person), query())).items.map((item) => item.id);

describe('a reminder', () => {
  test('on an application is his own, with the client, and a telephone to dial', async () => {
    const { ivan } = company.people;
    const phoneId = randomUUID();
    await company.query(`insert into phones (id, client_id, raw, e164) values ($1, $2, '0888 123 456', '+359888123456')`, [
      phoneId,
      clientId,
    ]);
    const made = await createReminder(contexts.as(ivan), reminder());
    expect(made).toMatchObject({
      origin: 'reminder',
      state: 'open',
      owner: { id: ivan.id, name: 'Ivan' },
      department: { id: company.sales },
      client: { id: clientId, name: 'Иванов' },
      application: { id: applicationId },
      phoneId,
      callerShown: '+359888123456',
      dueAt: soon(60_000),
      timeZone: 'Europe/Sofia',
      note: 'the offer',
      firedAt: null,
    });
    expect(await company.query('select act, object_ids from audit')).toEqual([{ act: 'callback.created', object_ids: [made.id] }]);
  });

  test('on a client alone falls to his own department', async () => {
    const made = await createReminder(contexts.as(company.people.ivan), reminder({ applicationId: null, clientId }));
    expect(made).toMatchObject({ application: null, client: { id: clientId }, department: { id: company.sales } });
  });

  test.each([
    ['in the past', { dueAt: '2026-03-02T10:00:00Z' }, 'INVALID'],
    ['in a zone nobody knows', { timeZone: 'Europe/Atlantis' }, 'INVALID'],
    ['on an application that does not exist', { applicationId: randomUUID() }, 'NOT_FOUND'],
    ['on a client that does not exist', { applicationId: null, clientId: randomUUID() }, 'NOT_FOUND'],
  ])('%s is refused', async (_, more, code) => {
    company.time.now = new Date('2026-03-02T10:00:00Z');
    await expect(createReminder(contexts.as(company.people.ivan), reminder(more))).rejects.toMatchObject({ code });
  });

  test.each(['mira', 'petr', 'kolo'] as const)('on another’s application is refused: %s does not see it', async (name) => {
    const other = contexts.as(company.people[name]);
    await expect(createReminder(other, reminder())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createReminder(other, reminder({ applicationId: null, clientId }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('hides the number from who may not see numbers, in its note as well', async () => {
    const blind = contexts.as(company.people.ivan, { seesNumbers: false });
    const made = await createReminder(blind, reminder({ note: 'or call 0888 123 456' }));
    expect(made.callerShown).toBe('+359 ••• ••• 56');
    expect(JSON.stringify(made)).not.toMatch(/888 123|359888/);
  });
});

test('a reminder of whom he sees no more comes due all the same, and tells neither who that is nor how to reach him', async () => {
  const { ivan, mira } = company.people;
  const anothers = await company.addClient(mira.id, 'Петров');
  const handedOver = await company.addApplication(anothers, ivan.id, company.sales);
  await company.query(`insert into phones (id, client_id, raw, e164) values (gen_random_uuid(), $1, '0888 777 555', '+359888777555')`, [
    anothers,
  ]);
  const made = await createReminder(contexts.as(ivan), reminder({ applicationId: handedOver }));
  expect(made).toMatchObject({ clientName: 'Петров', clientHidden: false, callerShown: '+359888777555' });
  await company.query('update applications set owner_id = $2 where id = $1', [handedOver, mira.id]);
  company.time.pass(60_000);
  expect(await remindDueCallbacks(contexts.worker)).toBe(1);
  expect(await company.query(`select audience from outbox where name = 'callback-due'`)).toEqual([
    { audience: { people: [ivan.id], departments: [] } },
  ]);
  expect((await listCallbacks(contexts.as(ivan), query({ firedAfter: made.dueAt }))).items).toMatchObject([
    {
      id: made.id,
      client: null,
      clientName: null,
      clientHidden: true,
      phoneId: null,
      callerShown: null,
      dueAt: made.dueAt,
      note: 'the offer',
    },
  ]);
  const seen = await listCallbacks(contexts.as(mira), query());
  expect(seen.items).toMatchObject([{ id: made.id, clientName: 'Петров', clientHidden: false, callerShown: '+359888777555' }]);
});

describe('whose promises are seen', () => {
  test('the owner’s, his assistant’s, his curator’s and the director’s; never another’s', async () => {
    const { dora, kira, ivan, anna, mira, kolo, petr } = company.people;
    const { id } = await createReminder(contexts.as(ivan), reminder());
    for (const person of [dora, kira, ivan, anna]) expect(await idsSeenBy(person)).toEqual([id]);
    for (const person of [mira, kolo, petr]) expect(await idsSeenBy(person)).toEqual([]);
    const acts = [snoozeCallback, keepCallback, dismissCallback];
    for (const act of acts) await expect(act(contexts.as(mira), { id, until: soon(1) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('`mine` are those I own, pages go by the due time, and a strange cursor is refused', async () => {
    const { ivan, kira } = company.people;
    const made = [];
    for (const minutes of [3, 1, 2]) made.push(await createReminder(contexts.as(ivan), reminder({ dueAt: soon(minutes * 60_000) })));
    expect((await listCallbacks(contexts.as(kira), query({ mine: true }))).items).toEqual([]);
    const first = await listCallbacks(contexts.as(ivan), query({ mine: true, limit: 2 }));
    const second = await listCallbacks(contexts.as(ivan), query({ mine: true, limit: 2, cursor: first.next }));
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual([made[1]!.id, made[2]!.id, made[0]!.id]);
    expect([first.total, second.next]).toEqual([3, null]);
    await expect(listCallbacks(contexts.as(ivan), query({ cursor: 'nonsense' }))).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('what was told of lately comes with the latest first, however many older ones are open', async () => {
    const ivan = contexts.as(company.people.ivan);
    const made: string[] = [];
    for (let index = 0; index < 4; index += 1) made.push((await createReminder(ivan, reminder({ dueAt: soon(60_000 + index) }))).id);
    for (const [index, id] of made.entries())
      await company.query('update callbacks set fired_at = $2 where id = $1', [id, soon([-60_000, 0, 30_000, 60_000][index] ?? 0)]);
    const { items, next } = await listCallbacks(ivan, query({ firedAfter: soon(0), limit: 2 }));
    expect(items.map((item) => item.id)).toEqual([made[3], made[2]]);
    expect(next).toBeNull();
    expect((await listCallbacks(ivan, query({ firedAfter: soon(0) }))).items).toHaveLength(3);
  });

  test('the list narrows by state, application and due time', async () => {
    const ivan = contexts.as(company.people.ivan);
    const near = await createReminder(ivan, reminder());
    const far = await createReminder(ivan, reminder({ applicationId: null, clientId, dueAt: soon(3_600_000) }));
    await keepCallback(ivan, { id: far.id });
    const idsOf = async (more: object) => (await listCallbacks(ivan, query(more))).items.map((item) => item.id);
    expect(await idsOf({ state: 'open' })).toEqual([near.id]);
    expect(await idsOf({ state: 'kept' })).toEqual([far.id]);
    expect(await idsOf({ applicationId })).toEqual([near.id]);
    expect(await idsOf({ dueBefore: soon(60_000) })).toEqual([near.id]);
  });
});

test.each([
  ['kept', keepCallback],
  ['dismissed', dismissCallback],
] as const)('a promise that is %s stays so, under the name of who did it', async (state, act) => {
  const { ivan, kira } = company.people;
  const { id } = await createReminder(contexts.as(ivan), reminder());
  expect(await act(contexts.as(kira), { id })).toMatchObject({ state });
  expect(await company.query('select closed_by, closed_at from callbacks')).toEqual([{ closed_by: kira.id, closed_at: company.time.now }]);
  await expect(keepCallback(contexts.as(ivan), { id })).rejects.toMatchObject({ code: 'ALREADY_KEPT' });
  await expect(snoozeCallback(contexts.as(ivan), { id, until: soon(1) })).rejects.toMatchObject({ code: 'ALREADY_KEPT' });
});

test('a snooze into the past is refused', async () => {
  const ivan = contexts.as(company.people.ivan);
  const { id } = await createReminder(ivan, reminder());
  await expect(snoozeCallback(ivan, { id, until: soon(0) })).rejects.toMatchObject({ code: 'INVALID' });
});

test('two who close a promise at once: one does, the other is told', async () => {
  const { ivan, kira } = company.people;
  const { id } = await createReminder(contexts.as(ivan), reminder());
  const results = await Promise.allSettled([keepCallback(contexts.as(ivan), { id }), dismissCallback(contexts.as(kira), { id })]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({ code: 'ALREADY_KEPT' });
});
