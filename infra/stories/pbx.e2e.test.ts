import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTestDatabase,
  GEORGI,
  type House,
  makeSmallCompany,
  openSql,
  SALES,
  type SmallCompany,
  type Sql,
  startHouseInOne,
  type TestDatabase,
} from '@ringbase/testing';

let database: TestDatabase;
let sql: Sql;
let company: SmallCompany;
let house: House;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-pbx-story-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  company = await makeSmallCompany(sql, new Date());
  await sql.query(`update devices set address = 'sip:202@pbx.example' where id = $1`, [company.mariaDesk.id]);
  await sql.query(`update departments set extension = '200' where id = $1`, [company.sales.id]);
  house = await startHouseInOne({ databaseUrl: database.url, directory });
}, 90_000);
afterAll(async () => {
  await house?.stop();
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

async function api(person: { id: string }, method: string, path: string, body?: unknown): Promise<Response> {
  const token = randomUUID();
  await sql.insert('sessions', [
    { token_hash: createHash('sha256').update(token).digest('hex'), person_id: person.id, expires_at: new Date(Date.now() + 3_600_000) },
  ]);
  return fetch(`${house.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: `ringbase_session=${token}`,
      origin: house.url,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A second of 8 kHz, 16 bit, one channel. */
function wav(): Buffer {
  const head = Buffer.from('524946460000000057415645666d74201000000001000100401f0000803e00000200100064617461803e0000', 'hex');
  head.writeUInt32LE(36 + 16_000, 4);
  return Buffer.concat([head, randomBytes(16_000)]);
}

test('a director gives an exchange a key; it asks, rings, tells and brings the sound, and the manager hears it in the console', async () => {
  const { key, id } = (await (await api(company.dora, 'POST', '/pbx-keys', { name: 'Asterisk' })).json()) as { key: string; id: string };
  const authorization = `Bearer ${key}`;
  const door = (path: string, init: RequestInit = {}) =>
    fetch(`${house.url}/pbx/v1${path}`, { ...init, headers: { authorization, ...(init.headers as Record<string, string>) } });
  const callId = '1790000000.1';
  const asked = new URLSearchParams({ format: 'text', callId, dialled: SALES, caller: GEORGI });
  const line = await (await door(`/route?${asked}`)).text();
  expect(line).toMatch(
    /^application=\d+;extension=;mobile=\+359878000001;department=200;url=http:\/\/127\.0\.0\.1:\d+\/applications\/.*\n$/,
  );
  const tell = async (fields: Record<string, string>) =>
    expect(
      (await door('/events', { method: 'POST', body: new URLSearchParams({ callId, at: new Date().toISOString(), ...fields }) })).status,
    ).toBe(204);
  await tell({ event: 'answer', extension: '202' });
  const [call] = ((await (await api(company.maria, 'GET', '/calls')).json()) as { items: { id: string; state: string }[] }).items;
  expect(call).toMatchObject({ state: 'connected' });
  const card = (await (await api(company.maria, 'GET', `/calls/${call!.id}/card`)).json()) as Record<string, unknown>;
  expect(card).toMatchObject({ client: { name: 'ИВАНОВ Георги' }, claimedByMe: true });
  await tell({ event: 'hangup', cause: '16' });
  const sound = wav();
  const brought = await door(`/recordings?callId=${callId}`, {
    method: 'POST',
    body: new Uint8Array(sound),
    headers: { 'content-type': 'audio/wav' },
  });
  const { id: recordingId } = (await brought.json()) as { id: string };
  const heard = await api(company.ivan, 'GET', `/recordings/${recordingId}/audio`);
  expect(heard.status).toBe(200);
  expect(Buffer.from(await heard.arrayBuffer()).equals(sound)).toBe(true);
  expect((await api(company.dora, 'DELETE', `/pbx-keys/${id}`)).status).toBe(204);
  expect((await door(`/route?${asked}`)).status).toBe(401);
}, 60_000);
