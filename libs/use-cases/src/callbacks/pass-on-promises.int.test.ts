import { randomUUID } from 'node:crypto';
import { claimPassingCallbacks } from '@ringbase/database';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { keepCallback } from './keep-callback.js';
import { listCallbacks } from './list-callbacks.js';
import { passOnPromises } from './pass-on-promises.js';
import { remindDueCallbacks } from './remind-due-callbacks.js';
import { setCallbackRules } from './set-callback-rules.js';
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
beforeEach(async () => {
  await company.query('truncate outbox, callbacks, audit, presence, tabs');
  await company.query('update people set dismissed_at = null');
  await company.query('update departments set hours = null');
});

const MINUTE = 60_000;
const start = new Date('2026-03-02T10:00Z');
beforeEach(() => {
  company.time.now = start;
});
const at = (minutes: number) => new Date(start.getTime() + minutes * MINUTE);

type Name = keyof TestCompany['people'];
async function choose(name: Name, status: string): Promise<void> {
  await company.query(
    `insert into presence (person_id, chosen_status, chosen_at) values ($1, $2, $3)
     on conflict (person_id) do update set chosen_status = excluded.chosen_status`,
    [company.people[name].id, status, start],
  );
  await company.query(
    `insert into tabs (person_id, tab, softphone, active_at, expires_at) values ($1, 'desk', true, $2, $2::timestamptz + interval '9 days') on conflict do nothing`,
    [company.people[name].id, start],
  );
}
async function promised(more: { owner?: Name | null; origin?: string; dueAt?: Date } = {}): Promise<string> {
  const { owner = 'ivan', origin = 'missed-call', dueAt = start } = more;
  const id = randomUUID();
  await company.query(
    `insert into callbacks (id, origin, owner_id, department_id, caller_e164, due_at, time_zone) values ($1, $2, $3, $4, $5, $6, 'Europe/Sofia')`,
    [id, origin, owner && company.people[owner].id, company.sales, `+3598881${id.slice(0, 5)}`, dueAt],
  );
  return id;
}
/** Everything that is due at this minute is done, by two workers at once. */
async function work(minutes: number): Promise<void> {
  company.time.now = at(minutes);
  const { worker } = contexts;
  await remindDueCallbacks(worker);
  await Promise.all([passOnPromises(worker), passOnPromises(worker)]);
}
const nameOf = (id: unknown) => Object.entries(company.people).find(([, person]) => person.id === id)?.[0] ?? null;
async function holder(id: string) {
  const [row] = await company.query('select * from callbacks where id = $1', [id]);
  return {
    owner: nameOf(row?.['owner_id']),
    first: nameOf(row?.['first_owner_id']),
    from: nameOf(row?.['passed_from_id']),
    why: row?.['passed_reason'],
  };
}
const poppedAt = async () =>
  (await company.query(`select audience->'people'->>0 as who from outbox where name = 'callback-due' order by id`)).map(({ who }) =>
    nameOf(who),
  );

test('from an owner on his break to his assistant, then to the curator, each told once, and there it stays', async () => {
  await choose('ivan', 'break');
  await choose('anna', 'available');
  await choose('kira', 'available');
  const id = await promised();
  for (const minute of [0, 5, 14]) await work(minute);
  expect(await holder(id)).toMatchObject({ owner: 'ivan', first: null });
  await work(15);
  expect(await holder(id)).toEqual({ owner: 'anna', first: 'ivan', from: 'ivan', why: 'on-break' });
  for (const minute of [16, 30, 44]) await work(minute);
  expect(await holder(id)).toMatchObject({ owner: 'anna' });
  for (const minute of [45, 46, 300, 3000]) await work(minute);
  expect(await holder(id)).toEqual({ owner: 'kira', first: 'ivan', from: 'anna', why: 'not-called-back' });
  expect(await poppedAt()).toEqual(['ivan', 'anna', 'kira']);
  expect(await company.query(`select act, actor_id, object_ids from audit order by at`)).toEqual([
    { act: 'callback.passed-on', actor_id: null, object_ids: [id] },
    { act: 'callback.passed-on', actor_id: null, object_ids: [id] },
  ]);
  const [changed] = await company.query(`select audience->'people' as people from outbox where name = 'changed' order by id desc limit 1`);
  const people = ((changed?.['people'] ?? []) as string[]).map(nameOf).sort();
  expect(people).toEqual(['anna', 'ivan', 'kira']);
});

test('an owner at his desk keeps it until both times are over, and his coming back takes nothing from the assistant', async () => {
  for (const name of ['ivan', 'anna', 'kira'] as const) await choose(name, 'available');
  const id = await promised();
  for (let minute = 0; minute < 45; minute += 1) await work(minute);
  expect(await holder(id)).toMatchObject({ owner: 'ivan' });
  await work(45);
  expect(await holder(id)).toMatchObject({ owner: 'kira', first: 'ivan', why: 'not-called-back' });
  await choose('ivan', 'away');
  const second = await promised({ dueAt: at(50) });
  for (const minute of [50, 65]) await work(minute);
  await choose('ivan', 'available');
  for (const minute of [66, 80]) await work(minute);
  expect(await holder(second)).toMatchObject({ owner: 'anna', first: 'ivan' });
});

test('two workers and a restart: a claim that was lost with its worker is taken up after its lease, once', async () => {
  await choose('ivan', 'away');
  await choose('anna', 'available');
  const id = await promised();
  await work(0);
  company.time.now = at(15);
  expect((await claimPassingCallbacks(contexts.worker.house.db, company.time.now, 20_000, 10)).map(({ promise }) => promise.id)).toEqual([
    id,
  ]);
  expect(await passOnPromises(contexts.worker)).toBe(0);
  await work(16);
  expect(await holder(id)).toMatchObject({ owner: 'anna' });
  expect(await poppedAt()).toEqual(['ivan', 'anna']);
});

test('what was snoozed or kept while a worker held it does not pass', async () => {
  await choose('ivan', 'away');
  const snoozed = await promised();
  const kept = await promised();
  await work(0);
  company.time.now = at(15);
  const claimed = await claimPassingCallbacks(contexts.worker.house.db, company.time.now, 1, 10);
  expect(claimed).toHaveLength(2);
  await snoozeCallback(contexts.as(company.people.ivan), { id: snoozed, until: at(60).toISOString() });
  await keepCallback(contexts.as(company.people.ivan), { id: kept });
  for (const minute of [16, 59, 60, 74]) await work(minute);
  expect([await holder(snoozed), await holder(kept)]).toMatchObject([{ owner: 'ivan' }, { owner: 'ivan' }]);
  await work(75);
  expect(await holder(snoozed)).toMatchObject({ owner: 'kira', why: 'away' });
});

test('personal ones stay with who set them, until he is dismissed: then the curator has them', async () => {
  await choose('ivan', 'away');
  const reminder = await promised({ origin: 'reminder' });
  const review = await promised({ origin: 'review' });
  for (const minute of [0, 15, 600]) await work(minute);
  expect([await holder(reminder), await holder(review)]).toMatchObject([{ owner: 'ivan' }, { owner: 'ivan' }]);
  expect(await poppedAt()).toEqual(['ivan']);
  await company.query('update people set dismissed_at = $2 where id = $1', [company.people.ivan.id, company.time.now]);
  await work(601);
  expect([await holder(reminder), await holder(review)]).toMatchObject([
    { owner: 'kira', first: 'ivan', why: 'owner-dismissed' },
    { owner: 'kira', first: 'ivan', why: 'owner-dismissed' },
  ]);
  expect(await poppedAt()).toEqual(['ivan', 'kira']);
});

test('the minutes are those of the department’s hours and of its own rules', async () => {
  const day = [{ from: 540, until: 720 }];
  await company.query('update departments set hours = $2 where id = $1', [
    company.sales,
    JSON.stringify({ week: { 1: day, 2: day }, holidays: [], specialDays: [] }),
  ]);
  const { kira, petr, kolo } = company.people;
  const rules = { departmentId: company.sales, keepMinutes: 20, assistantMinutes: 5, curatorMinutes: 5 };
  await expect(setCallbackRules(contexts.as(kolo), rules)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(setCallbackRules(contexts.as(petr), rules)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await setCallbackRules(contexts.as(kira), rules)).toMatchObject({ department: { name: 'Sales' }, assistantMinutes: 5 });
  await choose('ivan', 'away');
  const id = await promised();
  // Sales closes at noon by the clock of Sofia, which is now; it opens on Tuesday at nine.
  for (const minute of [0, 5, 600, 21 * 60 + 4]) await work(minute);
  expect(await holder(id)).toMatchObject({ owner: 'ivan' });
  expect(await company.query('select promised_at, keep_by from callbacks')).toEqual([{ promised_at: start, keep_by: at(21 * 60 + 20) }]);
  await work(21 * 60 + 5);
  expect(await holder(id)).toMatchObject({ owner: 'kira' });
  await setCallbackRules(contexts.as(company.people.dora), { ...rules, keepMinutes: 60, assistantMinutes: 15, curatorMinutes: 30 });
});

test('who has it now and whose it was both see it and why; a colleague does not', async () => {
  const { ivan, anna, kira, mira, petr, kolo } = company.people;
  await choose('ivan', 'offline');
  const id = await promised();
  for (const minute of [0, 15]) await work(minute);
  for (const person of [kira, ivan, anna]) {
    const [seen] = (await listCallbacks(contexts.as(person), { limit: 10 })).items;
    expect(seen).toMatchObject({
      id,
      owner: { name: 'Kira' },
      passed: { from: { id: ivan.id, name: 'Ivan' }, reason: 'offline' },
      keepBy: at(60).toISOString(),
    });
  }
  for (const person of [mira, petr, kolo]) expect((await listCallbacks(contexts.as(person), { limit: 10 })).items).toEqual([]);
  expect((await listCallbacks(contexts.as(ivan), { limit: 10, mine: true })).items).toEqual([]);
});
