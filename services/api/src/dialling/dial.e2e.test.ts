import { randomUUID } from 'node:crypto';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, type TestPerson } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let phone: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  api = await openApi(company);
  const { ivan } = company.people;
  for (const person of Object.values(company.people)) tokens.set(person.id, await company.addSession(person));
  await company.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35924000001', $1, 'Main', 'BG')`,
    [company.sales],
  );
  await company.query(`insert into devices (id, person_id, kind, address) values (gen_random_uuid(), $1, 'sip', 'sip:ivan@pbx.example')`, [
    ivan.id,
  ]);
  phone = await addPhone('+359881234567', await company.addClient(ivan.id));
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await database?.drop();
});

async function addPhone(e164: string, clientId: string): Promise<string> {
  const id = randomUUID();
  await company.query('insert into phones (id, client_id, raw, e164) values ($1, $2, $3, $3)', [id, clientId, e164]);
  return id;
}
const dial = (person: TestPerson, phoneId: string, key = randomUUID()) =>
  api.request('POST', `/phones/${phoneId}/dial`, { token: tokens.get(person.id), body: { key } });

test('a click is a click that waits, and its key makes the second one the same', async () => {
  const { ivan, mira } = company.people;
  const key = randomUUID();
  const first = await dial(ivan, phone, key);
  expect(first).toMatchObject({ status: 201, body: { state: 'waiting', callId: null } });
  expect((await dial(ivan, phone, key)).body).toEqual(first.body);
  const { id } = first.body as { id: string };
  expect(await api.request('GET', `/dial-intents/${id}`, { token: tokens.get(ivan.id) })).toMatchObject({ status: 200, body: first.body });
  expect((await api.request('GET', `/dial-intents/${id}`, { token: tokens.get(mira.id) })).status).toBe(404);
  expect(first.text).not.toContain('+359');
});

test('each refusal says why in a code', async () => {
  const { ivan, mira } = company.people;
  const client = await company.addClient(ivan.id);
  expect(await dial(ivan, await addPhone('+252612345678', client))).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await dial(mira, phone)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  expect((await api.request('POST', `/phones/${phone}/dial`, { token: tokens.get(ivan.id), body: { e164: '+1' } })).status).toBe(400);
  expect((await api.request('POST', `/phones/${phone}/dial`, { body: { key: randomUUID() } })).status).toBe(401);
});

test('a look at the provider is asked for by a director alone', async () => {
  const { dora, kira, ivan } = company.people;
  const ask = (person: TestPerson) => api.request('POST', '/reconciliations', { token: tokens.get(person.id), body: {} });
  const read = (person: TestPerson) => api.request('GET', '/reconciliations', { token: tokens.get(person.id) });
  expect((await ask(ivan)).status).toBe(403);
  expect((await ask(kira)).status).toBe(403);
  const asked = await ask(dora);
  expect(asked).toMatchObject({ status: 202, body: { finishedAt: null, differences: [] } });
  expect(await read(kira)).toMatchObject({ status: 200, body: { items: [asked.body] } });
  expect((await read(ivan)).status).toBe(403);
});
