import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { makeStorage } from '@ringbase/platform';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, type TestPerson } from '@ringbase/testing';
import { type OpenedApi, openApi } from '../testing/open-api.js';

const sound = randomBytes(5_000)
  .toString('latin1')
  .replace(/[^ -~]/g, '.');

let database: TestDatabase;
let company: TestCompany;
let api: OpenedApi;
let folder: string;
let id: string;
const tokens = new Map<string, string>();

beforeAll(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), mkdtemp(join(tmpdir(), 'audio-'))]);
  company = await makeTestCompany(database.url);
  const storage = makeStorage(pathToFileURL(folder).href);
  api = await openApi(company, { storage });
  for (const person of Object.values(company.people)) tokens.set(person.id, await company.addSession(person));
  const client = await company.addClient(company.people.ivan.id);
  const application = await company.addApplication(client, company.people.ivan.id, company.sales);
  const call = randomUUID();
  id = randomUUID();
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, caller_raw, dialled, department_id, client_id, application_id, started_at, version)
     values ($1, 'twilio', 'CA1', 'inbound', 'ended', '', '', $2, $3, $4, $5, 1)`,
    [call, company.sales, client, application, company.time.now],
  );
  const stored = await storage.put(`recordings/${id}.wav`, Readable.from([Buffer.from(sound)]), { maxBytes: 10_000 });
  await company.query(
    `insert into recordings (id, call_id, kind, provider, provider_recording_id, state, storage_key, bytes, sha256, channels, duration_seconds, peaks, started_at)
     values ($1, $2, 'conversation', 'twilio', 'RE1', 'attached', $3, $4, $5, 2, 3, '[[0.1],[0.2]]', $6)`,
    [id, call, `recordings/${id}.wav`, stored.bytes, stored.sha256, company.time.now],
  );
});
afterAll(async () => {
  await api?.stop();
  await company?.close();
  await Promise.all([database?.drop(), rm(folder, { recursive: true, force: true })]);
});
beforeEach(() => company.query('truncate listens, audit'));

const listen = (person: TestPerson | null, headers: Record<string, string> = {}) =>
  api.request('GET', `/recordings/${id}/audio`, { token: person === null ? undefined : tokens.get(person.id), headers });
const listened = async () => (await company.query('select person_id from listens')).map((row) => row.person_id);

test('the owner hears it whole, uncached, and it is written down', async () => {
  const { ivan } = company.people;
  const answer = await listen(ivan);
  expect(answer.status).toBe(200);
  expect(answer.text).toBe(sound);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(sound.length),
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    'content-disposition': `inline; filename="${id}.wav"`,
  });
  expect(await listened()).toEqual([ivan.id]);
  expect(await company.query('select actor_id, act, object_ids from audit')).toEqual([
    { actor_id: ivan.id, act: 'recording.listened', object_ids: [id] },
  ]);
});

test('a player that seeks gets the parts it asks for and goes on with the same listening', async () => {
  const { ivan } = company.people;
  const first = await listen(ivan, { range: 'bytes=0-' });
  expect(first.status).toBe(206);
  expect(first.headers.get('content-range')).toBe(`bytes 0-${sound.length - 1}/${sound.length}`);
  const later = await listen(ivan, { range: 'bytes=1000-1099' });
  expect(later).toMatchObject({ status: 206, text: sound.slice(1000, 1100) });
  expect(await listen(ivan, { range: 'bytes=-100' })).toMatchObject({ status: 206, text: sound.slice(-100) });
  const past = await listen(ivan, { range: `bytes=${sound.length}-` });
  expect(past).toMatchObject({ status: 416, text: '' });
  expect(past.headers.get('content-range')).toBe(`bytes */${sound.length}`);
  expect(await listened()).toEqual([ivan.id]);
});

test('a part from the middle, asked for first, is a listening too', async () => {
  await listen(company.people.ivan, { range: 'bytes=1000-1099' });
  expect(await listened()).toEqual([company.people.ivan.id]);
});

test('whoever sees the call hears it; for others it does not exist', async () => {
  const { dora, kira, ivan, anna, mira, kolo, petr } = company.people;
  for (const person of [dora, kira, ivan, anna]) expect((await listen(person)).status).toBe(200);
  await company.query('truncate listens, audit');
  for (const person of [mira, kolo, petr]) {
    const refused = await listen(person);
    expect(refused.status).toBe(404);
    expect(refused.text).not.toContain(sound.slice(0, 20));
    expect((await api.request('GET', `/recordings/${id}`, { token: tokens.get(person.id) })).status).toBe(404);
  }
  expect((await listen(null)).status).toBe(401);
  expect(await listened()).toEqual([]);
});

test('its line in the ledger has the waveform and no place where it is stored', async () => {
  const answer = await api.request('GET', `/recordings/${id}`, { token: tokens.get(company.people.ivan.id) });
  expect(answer.body).toMatchObject({ id, state: 'attached', channels: 2, durationSeconds: 3, peaks: [[0.1], [0.2]] });
  expect(answer.text).not.toContain('.wav');
});

test('what has failed is asked for again by a curator, not by a manager', async () => {
  await company.query(`update recordings set state = 'failed', failure = 'not-found' where id = $1`, [id]);
  const retry = (person: TestPerson) => api.request('POST', `/recordings/${id}/retry`, { token: tokens.get(person.id) });
  const { kira, ivan, kolo } = company.people;
  expect((await retry(ivan)).status).toBe(403);
  expect((await retry(kolo)).status).toBe(404);
  expect((await listen(ivan)).status).toBe(409);
  expect(await retry(kira)).toMatchObject({ status: 202, body: { state: 'in-progress', failure: null } });
  expect((await retry(kira)).status).toBe(409);
});
