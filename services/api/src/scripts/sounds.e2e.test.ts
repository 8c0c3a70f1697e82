import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listen, makeApp, makeIds, makeLogger, makeStorage, type Storage, sealApp } from '@ringbase/platform';
import type { Telephony } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { makeHouseContext } from '@ringbase/use-cases';
import { mountApi } from '../mount-api.js';

let database: TestDatabase;
let company: TestCompany;
let directory: string;
let storage: Storage;
let http: Awaited<ReturnType<typeof listen>>;
let of: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sounds-'));
  storage = makeStorage(pathToFileURL(directory).href);
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  const log = makeLogger({ service: 'test', level: 'silent' });
  const app = makeApp({ log });
  mountApi(app, {
    house: makeHouseContext({ house: company.worker, clock: () => company.time.now, ids: makeIds(() => new Date()), log }),
    app: company.app,
    telephony: {} as Telephony,
    storage,
    defaultRegion: 'BG',
    softphone: { adapter: 'twilio' },
    publicUrl: 'http://ringbase.test',
    company: { name: 'Doors' },
  });
  http = await listen(sealApp(app), { port: 0, host: '127.0.0.1' });
  of = `/departments/${company.sales}/sounds`;
});
afterAll(async () => {
  await http?.stop();
  await company?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

/** Silence with the header that is asked for. */
function wav({
  seconds = 2,
  rate = 8000,
  tag = 1,
  bits = 16,
}: {
  seconds?: number;
  rate?: number;
  tag?: number;
  bits?: number;
} = {}): Buffer {
  const head = Buffer.alloc(44);
  const data = Math.round(seconds * rate) * (bits / 8);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(tag, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE((rate * bits) / 8, 28);
  head.writeUInt16LE(bits / 8, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36);
  head.writeUInt32LE(data, 40);
  return Buffer.concat([head, Buffer.alloc(data)]);
}

async function ask(method: string, path: string, body?: Buffer, who: keyof TestCompany['people'] = 'kira') {
  const answer = await fetch(`http://127.0.0.1:${http.port}/api/v1${path}`, {
    method,
    headers: {
      cookie: `ringbase_session=${await company.addSession(company.people[who])}`,
      origin: 'http://ringbase.test',
      ...(body ? { 'content-type': 'audio/wav' } : {}),
    },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return { status: answer.status, bytes, body: isJson ? (JSON.parse(bytes.toString()) as Record<string, never>) : null };
}
const files = async () => (await readdir(directory, { recursive: true })).filter((name) => name.includes('.'));

test('an uploaded sound is listed, heard as it was sent, and removed', async () => {
  const sent = wav();
  const added = await ask('POST', `${of}?name=Opening%20hours`, sent);
  expect(added).toMatchObject({
    status: 201,
    body: { name: 'Opening hours', bytes: sent.length, durationSeconds: 2, departmentId: company.sales },
  });
  const id = String(added.body?.['id']);
  expect((await ask('GET', of)).body).toMatchObject({ items: [{ id, uploadedBy: { id: company.people.kira.id } }] });
  expect((await ask('GET', `${of}/${id}/audio`)).bytes.equals(sent)).toBe(true);
  expect((await ask('DELETE', `${of}/${id}`)).status).toBe(204);
  expect((await ask('DELETE', `${of}/${id}`)).status).toBe(404);
  expect((await ask('GET', of)).body).toEqual({ items: [] });
  for (const _ of [1, 2]) expect(await ask('POST', `${of}/${id}/restore`)).toMatchObject({ status: 200, body: { id, usedBy: [] } });
  expect((await ask('GET', of)).body).toMatchObject({ items: [{ id, usedBy: [] }] });
  expect(await company.query(`select act, actor_id from audit where $1 = any (object_ids) order by act`, [id])).toEqual([
    { act: 'sound.added', actor_id: company.people.kira.id },
    { act: 'sound.removed', actor_id: company.people.kira.id },
    { act: 'sound.restored', actor_id: company.people.kira.id },
  ]);
});

test('sound as telephones talk is taken', async () => {
  expect(await ask('POST', `${of}?name=mulaw`, wav({ tag: 7, bits: 8 }))).toMatchObject({ status: 201, body: { durationSeconds: 2 } });
});

test.each<[string, () => Buffer, number, string | undefined]>([
  ['a page', () => Buffer.from('<html>no sound</html>'), 400, 'no-wav'],
  ['nothing', () => Buffer.alloc(0), 400, 'no-wav'],
  ['compressed sound', () => wav({ tag: 85 }), 400, 'no-wav'],
  ['what breaks off', () => wav().subarray(0, 9000), 400, 'breaks-off'],
  ['studio sound', () => wav({ rate: 96_000, seconds: 1 }), 400, 'sample-rate'],
  ['more than ten minutes', () => wav({ seconds: 601, tag: 7, bits: 8 }), 400, 'too-long'],
  ['more than 10 MB', () => Buffer.concat([wav(), Buffer.alloc(12_000_000)]), 413, undefined],
])('%s is refused in words, and nothing of it is kept', async (_, made, status, reason) => {
  const before = await files();
  const refused = await ask('POST', `${of}?name=x`, made());
  expect(refused.status).toBe(status);
  expect((refused.body as { details?: { reason?: string } } | null)?.details?.reason).toBe(reason);
  expect(await files()).toEqual(before);
});

test('an upload that breaks off leaves nothing', async () => {
  const before = await files();
  const cookie = `ringbase_session=${await company.addSession(company.people.kira)}`;
  const headers = { cookie, origin: 'http://ringbase.test', 'content-type': 'audio/wav', 'content-length': '100000' };
  await new Promise<void>((resolve) => {
    const sending = httpRequest({ port: http.port, host: '127.0.0.1', method: 'POST', path: `/api/v1${of}?name=x`, headers });
    sending.on('error', () => undefined).on('close', () => resolve());
    sending.write(wav().subarray(0, 9000), () => setTimeout(() => sending.destroy(), 100));
  });
  for (let tries = 0; tries < 40 && (await files()).length !== before.length; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await files()).toEqual(before);
});

test('a sound that a script plays, published or being drawn, is not removed, and the scripts are named', async () => {
  const added = await ask('POST', `${of}?name=played`, wav());
  const id = String(added.body?.['id']);
  const graph = JSON.stringify({
    format: 1,
    start: 'a',
    blocks: { a: { kind: 'play', sound: { kind: 'uploaded', soundId: id }, next: 'b' }, b: { kind: 'hang-up' } },
  });
  const { query, sales, service, people, time } = company;
  await query('insert into call_scripts (id, department_id, number, graph) values (gen_random_uuid(), $1, 1, $2)', [service, graph]);
  await query('insert into call_script_drafts values ($1, $2, 1, $3, $4)', [sales, graph, people.kira.id, time.now]);
  expect(await ask('DELETE', `${of}/${id}`)).toMatchObject({
    status: 409,
    body: {
      code: 'CONFLICT',
      details: {
        playing: [
          { department: 'Sales', kind: 'draft' },
          { department: 'Service', kind: 'published' },
        ],
      },
    },
  });
  expect((await ask('GET', of)).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ id, usedBy: [expect.anything(), expect.anything()] })]),
  });
  await query('delete from call_script_drafts');
  await query(`insert into call_scripts (id, department_id, number, graph) values (gen_random_uuid(), $1, 2, '{"blocks":{}}')`, [service]);
  await query('update departments set hold_sound_id = $1 where id = $2', [id, sales]);
  expect((await ask('DELETE', `${of}/${id}`)).body).toMatchObject({ details: { playing: [{ department: 'Sales', kind: 'waiting' }] } });
  await query('update departments set hold_sound_id = null');
  expect((await ask('DELETE', `${of}/${id}`)).status).toBe(204);
});
