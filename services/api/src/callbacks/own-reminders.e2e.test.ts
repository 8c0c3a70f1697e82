import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, openSql, type Sql, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

const E164 = '+359888777555';
let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let sql: Sql;
let client: string;
let application: string;
const phone = randomUUID();

// A client of nobody's: who sees his application sees him.
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  sql = openSql(database.url);
  client = await company.addClient(null, 'Тодор Колев');
  application = await company.addApplication(client, company.people.ivan.id, company.sales);
  await sql.insert('phones', [{ id: phone, client_id: client, raw: E164, e164: E164 }]);
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
  await sql.query('truncate callbacks, dial_intents, call_grants cascade');
  await ownerIs('ivan');
});

type Name = keyof TestCompany['people'];
const ownerIs = (name: Name) => sql.query('update applications set owner_id = $2 where id = $1', [application, company.people[name].id]);
const tokens = new Map<Name, string>();
async function ask(name: Name, method: string, path: string, body?: object) {
  const token = tokens.get(name) ?? (await company.addSession(company.people[name]));
  tokens.set(name, token);
  return api.request(method, path, { token, body });
}
const remind = (name: Name) =>
  ask(name, 'POST', '/callbacks', {
    applicationId: application,
    dueAt: '2099-01-01T09:00:00Z',
    timeZone: 'Europe/Sofia',
    note: 'The offer',
  });
const dial = async (name: Name) => (await ask(name, 'POST', `/phones/${phone}/dial`, { key: randomUUID() })).status;
const listed = async (name: Name) => (await ask(name, 'GET', '/callbacks')).body;
const hidden = {
  items: [
    {
      origin: 'reminder',
      state: 'open',
      client: null,
      clientName: null,
      clientHidden: true,
      application: null,
      phoneId: null,
      callerShown: null,
      dueAt: '2099-01-01T09:00:00.000Z',
      note: 'The offer',
    },
  ],
};

test('a reminder of one’s own tells its client and dials him, as long as he is seen', async () => {
  expect((await remind('ivan')).status).toBe(201);
  expect(await listed('ivan')).toMatchObject({
    items: [{ client: { id: client }, clientName: 'Тодор Колев', clientHidden: false, phoneId: phone, callerShown: E164 }],
  });
  expect(await dial('ivan')).toBe(201);
});

test('once the application is another’s it is a time and a note: no name, no number, nothing to dial', async () => {
  await remind('ivan');
  await ownerIs('mira');
  expect((await ask('ivan', 'GET', `/clients/${client}`)).status).toBe(404);
  const { body, text } = await ask('ivan', 'GET', '/callbacks');
  expect(body).toMatchObject(hidden);
  expect(text).not.toMatch(/Тодор|777555/);
  expect(await dial('ivan')).toBe(404);
  const [{ id }] = (body as { items: [{ id: string }] }).items;
  expect(await ask('ivan', 'POST', `/callbacks/${id}/snooze`, { until: '2099-01-02T09:00:00Z' })).toMatchObject({ status: 200 });
  expect(await ask('ivan', 'POST', `/callbacks/${id}/dismiss`)).toMatchObject({ status: 200 });
});

test('so it is when what a call showed for a while is shown no more', async () => {
  const { mira } = company.people;
  const until = new Date(company.time.now.getTime() + 30_000);
  const call = randomUUID();
  await sql.query(
    `insert into calls (id, provider, provider_call_id, direction, state, caller_raw, dialled, started_at, version)
     values ($1::uuid, 'twilio', $1::uuid::text, 'inbound', 'ended', $2, '+35920000000', $3, 1)`,
    [call, E164, company.time.now.toISOString()],
  );
  await sql.insert('call_grants', [
    {
      person_id: mira.id,
      application_id: application,
      call_id: call,
      granted_at: company.time.now.toISOString(),
      until: until.toISOString(),
    },
  ]);
  expect((await remind('mira')).status).toBe(201);
  expect(await listed('mira')).toMatchObject({ items: [{ clientName: 'Тодор Колев', phoneId: phone, callerShown: E164 }] });
  company.time.pass(30_000);
  expect(await listed('mira')).toMatchObject(hidden);
  expect(await dial('mira')).toBe(404);
});

test('a reminder that was passed on to him tells whom to call, though he sees nothing else of him', async () => {
  const { ivan, petr } = company.people;
  await remind('ivan');
  await sql.query(
    `update callbacks set owner_id = $1, first_owner_id = $2, passed_from_id = $2, passed_level = 'curator', passed_reason = 'owner-dismissed', passed_at = $3`,
    [petr.id, ivan.id, company.time.now.toISOString()],
  );
  expect(await listed('petr')).toMatchObject({
    items: [{ client: null, clientName: 'Тодор Колев', clientHidden: false, phoneId: phone, callerShown: E164 }],
  });
  expect(await dial('petr')).toBe(201);
});
