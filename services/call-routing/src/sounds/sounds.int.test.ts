import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { type Listening, listen, makeApp, makeIds, makeLogger, makeStorage, sealApp } from '@ringbase/platform';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { makeSoundsRouter } from './make-sounds-router.js';

let database: TestDatabase;
let company: TestCompany;
let directory: string;
let http: Listening;
const id = randomUUID();
const lost = randomUUID();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sounds-'));
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  const storage = makeStorage(pathToFileURL(directory).href);
  await storage.put(`sounds/${id}.wav`, Readable.from(['RIFF']), { maxBytes: 4 });
  for (const sound of [id, lost])
    await company.query(
      `insert into sounds (id, department_id, name, storage_key, bytes, sha256, duration_seconds, uploaded_by, uploaded_at, removed_at)
       values ($1, $2, 'Hours', 'sounds/' || $1::uuid || '.wav', 4, 'hash', 1, $3, $4, $4)`,
      [sound, company.sales, company.people.kira.id, company.time.now],
    );
  const log = makeLogger({ service: 'test', level: 'silent' });
  const app = makeApp({ log });
  const ctx = makeHouseContext({ house: company.worker, clock: () => company.time.now, ids: makeIds(() => new Date()), log });
  app.use('/twilio/sounds', makeSoundsRouter({ ctx, storage, publicUrl: 'http://ringbase.test' }));
  http = await listen(sealApp(app), { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await http?.stop();
  await company?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

const fetchSound = (name: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${http.port}/twilio/sounds/${name}`, init);

test.each([
  ['ringing', 80_044],
  ['music', 320_044],
])('%s ships, and needs no signature', async (name, bytes) => {
  const answer = await fetchSound(`${name}.wav`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(bytes),
    'cache-control': 'public, max-age=86400',
  });
  expect((await answer.arrayBuffer()).byteLength).toBe(bytes);
  const part = await fetchSound(`${name}.wav`, { headers: { range: 'bytes=0-3' } });
  expect([part.status, await part.text()]).toEqual([206, 'RIFF']);
});

test('one of the company’s comes from the storage, also for a call that runs while it is removed', async () => {
  const answer = await fetchSound(`${id}.wav`);
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'audio/wav', 'RIFF']);
  expect(answer.headers.get('cache-control')).toContain('immutable');
});

test('whoever waits or is held hears it again and again', async () => {
  const answer = await fetchSound(`${id}.xml`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
  expect(await answer.text()).toContain(`<Play loop="0">http://ringbase.test/twilio/sounds/${id}.wav</Play>`);
});

test.each([
  `${randomUUID()}.wav`,
  `${lost}.wav`,
  'silence.wav',
  'ringing',
  'ringing.mp3',
  'music.xml',
  '..%2f..%2fetc%2fpasswd.wav',
  'constructor.wav',
])('there is nothing at %s', async (name) => expect((await fetchSound(name)).status).toBe(404));
