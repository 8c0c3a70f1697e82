import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { measureKeptShare } from './measure-kept-share.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
type Name = keyof TestCompany['people'];
/** A Wednesday; the week began on Sunday at 22:00 by UTC. */
const now = new Date('2026-03-04T12:00Z');
const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  company.time.now = now;
  // Ivan: one kept in time, one late after it was passed on to Kira, one overdue, one with time left, one not needed, a reminder; one of last week.
  await promised('ivan', -3, { state: 'kept', closed: -2.5 });
  await promised('kira', -5, { first: 'ivan', state: 'kept', closed: -3 });
  await promised('ivan', -6);
  await promised('ivan', -0.5);
  await promised('ivan', -7, { state: 'dismissed', closed: -6.9 });
  await promised('ivan', -8, { origin: 'reminder' });
  await promised('ivan', -8, { origin: 'review' });
  await promised('ivan', -24 * 6, { state: 'kept', closed: -24 * 6 });
  await promised('anna', -4, { state: 'kept', closed: -3.9 });
  await promised('mira', -4, { state: 'kept', closed: -3.5, origin: 'queue-place' });
  await promised('petr', -4, { state: 'kept', closed: -1, department: 'service' });
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

type More = { state?: string; closed?: number; origin?: string; first?: Name; department?: 'sales' | 'service' };
async function promised(
  owner: Name,
  at: number,
  { state = 'open', closed, origin = 'missed-call', first, department = 'sales' }: More = {},
) {
  const personal = origin === 'reminder' || origin === 'review';
  await company.query(
    `insert into callbacks (id, origin, state, owner_id, first_owner_id, department_id, due_at, time_zone, promised_at, keep_by, closed_at, caller_e164)
     values ($1::uuid, $2, $3, $4, $5, $6, $7, 'UTC', $8, $9, $10, $1::text)`,
    [
      randomUUID(),
      origin,
      state,
      company.people[owner].id,
      first ? company.people[first].id : null,
      company[department],
      hour(at),
      personal ? null : hour(at),
      personal ? null : hour(at + 1),
      closed === undefined ? null : hour(closed),
    ],
  );
}

const counts = (promised: number, kept: number, keptInTime: number, more: object = {}) => ({
  promised,
  kept,
  keptInTime,
  passedOn: 0,
  dismissed: 0,
  openOverdue: 0,
  openInTime: 0,
  ...more,
});
const ofIvan = counts(5, 2, 1, { passedOn: 1, dismissed: 1, openOverdue: 1, openInTime: 1, share: 1 / 3 });
const share = (name: Name, query: object = {}) => measureKeptShare(contexts.as(company.people[name]), query);
const names = async (name: Name) => (await share(name)).people.map(({ person }) => person?.name);

test('this week’s, to the director: all, by department and by whose they were at first', async () => {
  const measured = await share('dora');
  expect(measured).toMatchObject({ from: '2026-03-01T22:00:00.000Z', to: now.toISOString() });
  expect(measured.total).toEqual({ ...counts(8, 5, 3, { passedOn: 1, dismissed: 1, openOverdue: 1, openInTime: 1 }), share: 0.5 });
  expect(measured.departments.map(({ department, promised, share: of }) => [department?.name, promised, of])).toEqual([
    ['Sales', 7, 0.6],
    ['Service', 1, 0],
  ]);
  expect(measured.people.find(({ person }) => person?.name === 'Ivan')).toMatchObject(ofIvan);
});

test.each<[Name, string[]]>([
  ['dora', ['Anna', 'Ivan', 'Mira', 'Petr']],
  ['kira', ['Anna', 'Ivan', 'Mira']],
  ['kolo', ['Petr']],
  ['ivan', ['Anna', 'Ivan']],
  ['anna', ['Anna', 'Ivan']],
  ['mira', ['Mira']],
  ['petr', ['Petr']],
])('%s sees those of whom he answers for', async (name, expected) => {
  expect(await names(name)).toEqual(expected);
});

test('who keeps what was passed on to him is not counted by it: it was another’s promise', async () => {
  expect((await share('kira')).people.map(({ person }) => person?.name)).not.toContain('Kira');
});

test('of one department, and of any period; another’s department is empty', async () => {
  expect((await share('dora', { departmentId: company.service })).total).toMatchObject({ promised: 1, keptInTime: 0, share: 0 });
  expect((await share('kira', { departmentId: company.service })).total).toMatchObject({ promised: 0, share: null });
  const lastWeek = await share('ivan', { from: '2026-02-22T22:00:00Z', to: '2026-03-01T22:00:00Z' });
  expect(lastWeek.total).toMatchObject({ promised: 1, keptInTime: 1, share: 1 });
});

test('a period that ends before it begins is refused', async () => {
  await expect(share('ivan', { from: now.toISOString(), to: hour(-1).toISOString() })).rejects.toMatchObject({ code: 'INVALID' });
});
