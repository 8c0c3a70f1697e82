import { randomUUID } from 'node:crypto';
import { claimDueCallbacks } from '@ringbase/database';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { dismissCallback } from './dismiss-callback.js';
import { remindDueCallbacks } from './remind-due-callbacks.js';
import { snoozeCallback } from './snooze-callback.js';

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
beforeEach(() => company.query('truncate outbox, callbacks'));

const MINUTE = 60_000;
const soon = (ms: number) => new Date(company.time.now.getTime() + ms);

type Promised = { ownerId?: string | null; departmentId?: string | null; dueAt?: Date; origin?: string };
async function addPromise({
  ownerId = company.people.ivan.id,
  departmentId = company.sales,
  dueAt = soon(MINUTE),
  origin = 'reminder',
}: Promised = {}): Promise<string> {
  const id = randomUUID();
  await company.query(
    `insert into callbacks (id, origin, owner_id, department_id, due_at, time_zone) values ($1, $2, $3, $4, $5, 'Europe/Sofia')`,
    [id, origin, ownerId, departmentId, dueAt],
  );
  return id;
}
const popUps = () =>
  company.query(`select body->>'callbackId' as id, audience->'people' as people from outbox where name = 'callback-due' order by id`);

test('a reminder fires at its minute, to its owner, once', async () => {
  const { ivan } = company.people;
  const id = await addPromise();
  company.time.pass(MINUTE - 1);
  expect(await remindDueCallbacks(contexts.worker)).toBe(0);
  company.time.pass(1);
  expect(await remindDueCallbacks(contexts.worker)).toBe(1);
  company.time.pass(60 * MINUTE);
  expect(await remindDueCallbacks(contexts.worker)).toBe(0);
  expect(await popUps()).toEqual([{ id, people: [ivan.id] }]);
  expect(await company.query(`select audience from outbox where name = 'changed'`)).toEqual([
    { audience: { people: expect.arrayContaining([ivan.id, company.people.anna.id]), departments: [company.sales] } },
  ]);
});

test('a missed call’s promise is due at once, like any other', async () => {
  const id = await addPromise({ origin: 'missed-call', dueAt: company.time.now });
  await remindDueCallbacks(contexts.worker);
  expect((await popUps()).map((row) => row['id'])).toEqual([id]);
});

test('workers that race tell each promise once', async () => {
  const ids = await Promise.all(Array.from({ length: 250 }, () => addPromise({ dueAt: company.time.now })));
  const drain = async () => {
    while ((await remindDueCallbacks(contexts.worker)) > 0);
  };
  await Promise.all([drain(), drain(), drain()]);
  expect((await popUps()).map((row) => row['id']).sort()).toEqual(ids.sort());
});

test('what a worker had claimed when it was killed is told by another after the lease, and only once', async () => {
  const id = await addPromise({ dueAt: company.time.now });
  const claimed = await claimDueCallbacks(contexts.worker.house.db, company.time.now, 20_000, 10);
  expect(claimed.map(({ promise }) => promise.id)).toEqual([id]);
  company.time.pass(19_999);
  expect(await remindDueCallbacks(contexts.worker)).toBe(0);
  company.time.pass(1);
  await remindDueCallbacks(contexts.worker);
  expect((await popUps()).map((row) => row['id'])).toEqual([id]);
});

test('a promise snoozed while a worker held it is told at its new minute alone', async () => {
  const { ivan } = company.people;
  const id = await addPromise({ dueAt: company.time.now });
  await claimDueCallbacks(contexts.worker.house.db, company.time.now, 20_000, 10);
  await snoozeCallback(contexts.as(ivan), { id, until: soon(10 * MINUTE).toISOString() });
  await remindDueCallbacks(contexts.worker);
  expect(await popUps()).toEqual([]);
  company.time.pass(10 * MINUTE);
  await remindDueCallbacks(contexts.worker);
  expect((await popUps()).map((row) => row['id'])).toEqual([id]);
});

test('a snoozed one fires again, a dismissed one never', async () => {
  const ivan = contexts.as(company.people.ivan);
  const [again, never] = [await addPromise({ dueAt: company.time.now }), await addPromise({ dueAt: company.time.now })];
  await remindDueCallbacks(contexts.worker);
  await snoozeCallback(ivan, { id: again, until: soon(MINUTE).toISOString() });
  await dismissCallback(ivan, { id: never });
  company.time.pass(MINUTE);
  await remindDueCallbacks(contexts.worker);
  expect((await popUps()).map((row) => row['id']).sort()).toEqual([again, again, never].sort());
});

describe('of one who no longer works here', () => {
  const dismiss = (person: { id: string }) =>
    company.query('update people set dismissed_at = $1 where id = $2', [company.time.now, person.id]);
  afterEach(() => company.query('update people set dismissed_at = null'));

  test('the department’s curator gets the promise and owns it from then on', async () => {
    const { ivan, kira } = company.people;
    const id = await addPromise({ dueAt: company.time.now });
    await dismiss(ivan);
    await remindDueCallbacks(contexts.worker);
    expect(await popUps()).toEqual([{ id, people: [kira.id] }]);
    expect(await company.query('select owner_id from callbacks')).toEqual([{ owner_id: kira.id }]);
  });

  test('a reminder on a client goes to the curator of his own department', async () => {
    const { petr, kolo } = company.people;
    await addPromise({ ownerId: petr.id, departmentId: null, dueAt: company.time.now });
    await dismiss(petr);
    await remindDueCallbacks(contexts.worker);
    expect((await popUps())[0]?.['people']).toEqual([kolo.id]);
  });

  test('a director gets it where there is no curator, and with nobody there it waits', async () => {
    const { petr, kolo, dora } = company.people;
    await addPromise({ ownerId: petr.id, departmentId: company.service, dueAt: company.time.now });
    for (const person of [petr, kolo, dora]) await dismiss(person);
    await remindDueCallbacks(contexts.worker);
    expect(await popUps()).toEqual([]);
    await company.query('update people set dismissed_at = null where id = $1', [dora.id]);
    company.time.pass(MINUTE);
    await remindDueCallbacks(contexts.worker);
    expect((await popUps())[0]?.['people']).toEqual([dora.id]);
  });
});
