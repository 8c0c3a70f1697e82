import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from './testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let sql: Sql;
let client: string;
let application: string;
const promise = randomUUID();
const phone = randomUUID();
const otherPhone = randomUUID();
const E164 = '+359888777666';

// Petr works in service; a promise to his client came to the curator of sales: of whose client it is, she sees nothing else.
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  sql = openSql(database.url);
  const { petr } = company.people;
  client = await company.addClient(petr.id, 'Тодор Колев');
  application = await company.addApplication(client, petr.id, company.service);
  await sql.insert('phones', [
    { id: phone, client_id: client, raw: E164, e164: E164 },
    { id: otherPhone, client_id: client, raw: '+359888777667', e164: '+359888777667' },
  ]);
  await sql.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35920000000', $1, 'Sales', 'BG')`,
    [company.sales],
  );
  await sql.query(
    `insert into devices (id, person_id, kind, address) select gen_random_uuid(), id, 'mobile', '+3598870000' || lpad((row_number() over ())::text, 2, '0') from people`,
  );
});
afterAll(async () => {
  await sql?.close();
  await api?.stop();
  await company?.close();
  await database?.drop();
});
beforeEach(async () => {
  const { petr, kira } = company.people;
  await sql.query('truncate callbacks, dial_intents cascade');
  await sql.query('update people set sees_numbers = true');
  await sql.query(
    `insert into callbacks (id, origin, owner_id, first_owner_id, passed_from_id, passed_level, passed_reason, passed_at, department_id, client_id, application_id,
       phone_id, caller_e164, due_at, time_zone, fired_at)
     values ($1, 'missed-call', $2, $3, $3, 'curator', 'on-break', $7, $4, $5, $6, $8, $9, $7, 'UTC', $7)`,
    [promise, kira.id, petr.id, company.sales, client, application, company.time.now, phone, E164],
  );
});

type Name = keyof TestCompany['people'];
type Promise = {
  id: string;
  client: unknown;
  clientName: string | null;
  application: unknown;
  phoneId: string | null;
  callerShown: string | null;
  passed: unknown;
};
async function ask(name: Name, method: string, path: string, body?: object) {
  return api.request(method, path, { token: await company.addSession(company.people[name]), body });
}
const listed = async (name: Name) => ((await ask(name, 'GET', '/callbacks')).body as { items: Promise[] }).items;
const dial = async (name: Name, id = phone) =>
  (await ask(name, 'POST', `/phones/${id}/dial`, { key: randomUUID(), callbackId: promise })).status;

test('who has it now sees whom to ask for, why it is hers, and a telephone to dial', async () => {
  expect(await listed('kira')).toMatchObject([
    {
      id: promise,
      client: null,
      clientName: 'Тодор Колев',
      application: null,
      phoneId: phone,
      callerShown: E164,
      passed: { from: { id: company.people.petr.id, name: 'Petr' }, reason: 'on-break' },
    },
  ]);
  expect(await dial('kira')).toBe(201);
});

test('and nothing else of another’s client: not his page, not in lists and searches, not his other telephones', async () => {
  expect((await ask('kira', 'GET', `/clients/${client}`)).status).toBe(404);
  expect((await ask('kira', 'GET', `/applications/${application}`)).status).toBe(404);
  for (const path of [
    '/clients',
    '/clients?q=%D0%A2%D0%BE%D0%B4%D0%BE%D1%80',
    '/applications',
    '/applications?q=0888777666',
    '/clients?q=0888777666',
  ])
    expect((await ask('kira', 'GET', path)).body).toMatchObject({ items: [] });
  expect(await dial('kira', otherPhone)).toBe(404);
  expect((await ask('kira', 'POST', '/callbacks', { clientId: client, dueAt: '2026-03-03T10:00:00Z', timeZone: 'UTC' })).status).toBe(404);
});

test('whose it was sees it as before; colleagues see and dial nothing', async () => {
  expect(await listed('petr')).toMatchObject([
    { id: promise, client: { id: client }, clientName: 'Тодор Колев', application: { id: application } },
  ]);
  expect(await dial('petr')).toBe(201);
  for (const name of ['mira', 'ivan', 'anna'] as const) {
    expect(await listed(name)).toEqual([]);
    expect(await dial(name)).toBe(404);
  }
});

test.each([
  ['kept', 'keep'],
  ['dismissed', 'dismiss'],
])('once it is %s the telephone is closed to her again, and so is the name', async (_, act) => {
  expect((await ask('kira', 'POST', `/callbacks/${promise}/${act}`)).status).toBe(200);
  expect(await dial('kira')).toBe(404);
  expect(await listed('kira')).toMatchObject([{ clientName: null }]);
});

test('who may not see numbers sees none of it, and dials all the same', async () => {
  await sql.query('update people set sees_numbers = false where id = $1', [company.people.kira.id]);
  const { text } = await ask('kira', 'GET', '/callbacks');
  expect(text).not.toContain('777666');
  expect(await dial('kira')).toBe(201);
});

test('a review shows no telephone of whom may not be seen', async () => {
  await sql.query(`update callbacks set origin = 'review'`);
  expect(await listed('kira')).toMatchObject([{ clientName: null }]);
  expect(await dial('kira')).toBe(404);
});
