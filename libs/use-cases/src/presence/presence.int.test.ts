import { findPresence } from '@ringbase/database';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { choosePresence } from './choose-presence.js';
import { closeTab } from './close-tab.js';
import { endPassedPresence } from './end-passed-presence.js';
import { readMyPresence } from './read-my-presence.js';
import { renewTab } from './renew-tab.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'browser', 'ivan_1')`, [
    company.people.ivan.id,
  ]);
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});
beforeEach(() => company.query('truncate outbox, tabs, presence'));

const tab = { tab: 'tab-one-1', softphone: true, active: true };
const soon = (ms: number) => new Date(company.time.now.getTime() + ms);
const toldOf = async () =>
  (await company.query(`select body, audience from outbox where name = 'changed' order by id`)).map(
    (row) => row as { body: { changes: unknown }; audience: unknown },
  );

test('a person without a console is offline, and is told that his browser is not connected', async () => {
  const ivan = contexts.as(company.people.ivan);
  expect(await readMyPresence(ivan)).toMatchObject({ status: 'offline', routable: false, reasons: ['browser-not-connected'] });
  await renewTab(ivan, tab);
  expect(await readMyPresence(ivan)).toMatchObject({ status: 'available', routable: true, reasons: [] });
});

test('he is out of hours while his department is closed, if its script asks whether it is', async () => {
  const ivan = contexts.as(company.people.ivan);
  const week = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: 0, until: 1 }]]));
  await renewTab(ivan, tab);
  await company.query('update departments set hours = $2 where id = $1', [company.sales, { week, holidays: [], specialDays: [] }]);
  const publish = (number: number, when: object) =>
    company.query('insert into call_scripts (id, department_id, number, graph) values (gen_random_uuid(), $1, $2, $3)', [
      company.sales,
      number,
      { blocks: { first: { kind: 'condition', when, yes: 'end', no: 'end' }, end: { kind: 'hang-up' } } },
    ]);
  await publish(901, { kind: 'holiday' });
  expect(await readMyPresence(ivan)).toMatchObject({ routable: true, opensAt: null });
  await publish(902, { kind: 'all', of: [{ kind: 'not', of: { kind: 'open' } }] });
  const told = await readMyPresence(ivan);
  expect(told).toMatchObject({ routable: false, reasons: ['out-of-hours'], opensAt: expect.stringMatching(/:00:00\.000Z$/) });
  await choosePresence(ivan, { status: 'busy', reason: null, until: null });
  expect((await readMyPresence(ivan)).reasons).toEqual(['chosen-busy', 'out-of-hours']);
  await company.query('update departments set hours = null where id = $1', [company.sales]);
});

test('what he chose is told to himself and to the curators of his department', async () => {
  const { people, sales } = company;
  await choosePresence(contexts.as(people.ivan), { status: 'away', reason: 'at the dentist', until: null });
  expect(await toldOf()).toEqual([
    {
      body: { kind: 'changed', changes: [{ noun: 'presence', id: people.ivan.id }] },
      audience: { people: [people.ivan.id], departments: [sales] },
    },
  ]);
});

test('an end in the past is refused', async () => {
  const until = soon(-1).toISOString();
  await expect(choosePresence(contexts.as(company.people.ivan), { status: 'break', reason: null, until })).rejects.toMatchObject({
    code: 'INVALID',
  });
});

test('nobody chooses for another', async () => {
  const { people } = company;
  await choosePresence(contexts.as(people.ivan), { status: 'busy', reason: null, until: null });
  const mira = contexts.as(people.mira);
  const changed = mira.transaction((tx) =>
    tx.execute(`update presence set chosen_status = 'offline' where person_id = '${people.ivan.id}'`),
  );
  expect((await changed).rowCount).toBe(0);
  expect((await readMyPresence(contexts.as(people.ivan))).status).toBe('busy');
});

test('a chosen end makes him available again at its moment, once, and it is told', async () => {
  const { people, time } = company;
  const { worker } = contexts;
  const ivan = contexts.as(people.ivan);
  await choosePresence(ivan, { status: 'break', reason: null, until: soon(60_000).toISOString() });
  await company.query('truncate outbox');
  time.pass(59_999);
  expect(await endPassedPresence(worker)).toBe(0);
  time.pass(1);
  expect(await Promise.all([endPassedPresence(worker), endPassedPresence(worker)])).toEqual(expect.arrayContaining([0, 1]));
  expect(await toldOf()).toHaveLength(1);
  expect((await readMyPresence(ivan)).chosen).toEqual({ status: 'available', reason: null, until: null, at: time.now.toISOString() });
});

test('wrap-up ends by itself, and at once when he chooses to be available', async () => {
  const { people, time } = company;
  const { worker } = contexts;
  const ivan = contexts.as(people.ivan);
  const begin = () =>
    company.query(
      `insert into presence (person_id, chosen_at, wrap_up_until) values ($1, $2, $3) on conflict (person_id) do update set wrap_up_until = $3`,
      [people.ivan.id, time.now, soon(30_000)],
    );
  await begin();
  expect((await readMyPresence(ivan)).status).toBe('wrap-up');
  time.pass(30_000);
  expect(await endPassedPresence(worker)).toBe(1);
  await begin();
  await renewTab(ivan, tab);
  expect((await choosePresence(ivan, { status: 'available', reason: null, until: null })).status).toBe('available');
});

test('a lease lasts forty seconds from its last renewal; its lapse is told', async () => {
  const { people, time } = company;
  const { worker } = contexts;
  const ivan = contexts.as(people.ivan);
  await renewTab(ivan, tab);
  time.pass(39_000);
  await renewTab(ivan, { ...tab, active: false });
  await company.query('truncate outbox');
  time.pass(39_999);
  expect(await endPassedPresence(worker)).toBe(0);
  time.pass(1);
  expect((await readMyPresence(ivan)).status).toBe('offline');
  expect(await endPassedPresence(worker)).toBe(1);
  expect(await toldOf()).toHaveLength(1);
});

test('a renewal is told only when others can see the difference', async () => {
  const ivan = contexts.as(company.people.ivan);
  await renewTab(ivan, tab);
  await renewTab(ivan, tab);
  expect(await toldOf()).toHaveLength(1);
  await renewTab(ivan, { ...tab, softphone: false });
  expect(await toldOf()).toHaveLength(2);
});

test('a tab that was not used keeps the moment it was used last', async () => {
  const { people, time } = company;
  const ivan = contexts.as(people.ivan);
  const used = time.now;
  await renewTab(ivan, tab);
  time.pass(10_000);
  await renewTab(ivan, { ...tab, active: false });
  const presence = await ivan.transaction((tx) => findPresence(tx, people.ivan.id));
  expect(presence?.tabs).toEqual([{ tab: tab.tab, softphone: true, activeAt: used, expiresAt: soon(40_000) }]);
});

test('a closed tab ends within seconds, and a reload in between keeps it', async () => {
  const { people, time } = company;
  const ivan = contexts.as(people.ivan);
  const lease = await renewTab(ivan, tab);
  await closeTab(ivan, { ...tab, lease });
  time.pass(4_000);
  expect((await readMyPresence(ivan)).status).toBe('available');
  const renewed = await renewTab(ivan, { ...tab, softphone: null });
  time.pass(5_000);
  expect(await readMyPresence(ivan)).toMatchObject({ status: 'available', routable: true });
  await closeTab(ivan, { ...tab, lease: renewed });
  time.pass(5_000);
  expect((await readMyPresence(ivan)).status).toBe('offline');
});

test('the late close of an old socket leaves the lease of a new one alone', async () => {
  const { people, time } = company;
  const ivan = contexts.as(people.ivan);
  const old = await renewTab(ivan, tab);
  time.pass(1);
  await renewTab(ivan, tab);
  await closeTab(ivan, { ...tab, lease: old });
  time.pass(39_999);
  expect((await readMyPresence(ivan)).status).toBe('available');
});
