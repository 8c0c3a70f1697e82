import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { makeStorage, type Storage } from '@ringbase/platform';
import { buildRecordingUrl, callIdOf, parseInbound, parseRecording } from '@ringbase/telephony';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase } from '@ringbase/testing';
import { recordCallSignal } from '../calls/record-call-signal.js';
import { type PhoneCompany, startPhoneCompany } from '../testing/start-phone-company.js';
import { makeTestContexts, type TestContexts } from '../testing/test-contexts.js';
import { fetchDueRecordings } from './fetch-due-recordings.js';
import { getRecording } from './get-recording.js';
import { listenToRecording } from './listen-to-recording.js';
import { retryRecording } from './retry-recording.js';

let database: TestDatabase;
let company: TestCompany;
let contexts: TestContexts;
let phones: PhoneCompany;
let folder: string;
let storage: Storage;
let applicationId: string;

beforeAll(async () => {
  [database, phones, folder] = await Promise.all([createTestDatabase(), startPhoneCompany(), mkdtemp(join(tmpdir(), 'recordings-'))]);
  company = await makeTestCompany(database.url);
  contexts = makeTestContexts(company);
  storage = makeStorage(pathToFileURL(folder).href);
  const clientId = await company.addClient(company.people.ivan.id);
  applicationId = await company.addApplication(clientId, company.people.ivan.id, company.sales);
});
afterAll(async () => {
  await company?.close();
  await Promise.all([database?.drop(), phones?.stop(), rm(folder, { recursive: true, force: true })]);
});
beforeEach(async () => {
  await phones.control('PUT', '/control/faults', { seed: 1 });
  await company.query('truncate outbox');
  await company.query(`update recordings set next_attempt_at = null`);
});

type Seeded = { id: string; callId: string; recordingSid: string };

/** A finished call of Ivan's application whose recording has just been announced. */
async function announce({
  seconds = 6,
  channels = 2,
  told = seconds,
}: {
  seconds?: number;
  channels?: 1 | 2;
  told?: number | null;
} = {}): Promise<Seeded> {
  const { callSid, recordingSid } = await phones.control<{ callSid: string; recordingSid: string }>('POST', '/control/recordings', {
    seconds,
    channels,
    from: '+359881234567',
    to: '+35924000001',
    startTime: '2026-03-02T09:50:00Z',
  });
  const [callId, id] = [callIdOf('twilio', callSid), randomUUID()];
  await company.query(
    `insert into calls (id, provider, provider_call_id, direction, state, outcome, caller_raw, dialled, department_id, client_id, application_id, started_at, version)
     select $1, 'twilio', $2, 'inbound', 'ended', 'answered', '', '', $3, client_id, id, $5, 4 from applications where id = $4`,
    [callId, callSid, company.sales, applicationId, company.time.now],
  );
  await company.query(
    `insert into call_events (call_id, number, key, kind, body, at) values ($1, 1, 'received', 'received', '{}', now())`,
    [callId],
  );
  await company.query(
    `insert into recordings (id, call_id, kind, provider, provider_recording_id, state, next_attempt_at, duration_seconds, channels, started_at)
     values ($1, $2, 'conversation', 'twilio', $3, 'in-progress', $4, $5, $6, $4)`,
    [id, callId, recordingSid, company.time.now, told, channels === 2 ? 2 : null],
  );
  return { id, callId, recordingSid };
}

const fetchDue = () => fetchDueRecordings(contexts.worker, { telephony: phones.telephony, storage });
const rowOf = async (id: string) => (await company.query('select * from recordings where id = $1', [id]))[0]!;
/** The same recording as if another phone company had made it, under its own id there. */
async function announceAt(provider: string) {
  const seeded = await announce();
  await company.query('update calls set provider = $2 where id = $1', [seeded.callId, provider]);
  await company.query('update recordings set provider = $2 where id = $1', [seeded.id, provider]);
  return seeded;
}
const soundAt = async (key: unknown) => buffer(await storage.open(String(key)));

test('a recording is fetched, held against the provider’s bytes and attached once to call, client and application', async () => {
  const seeded = await announce();
  expect(await Promise.all([fetchDue(), fetchDue()])).toEqual(expect.arrayContaining([1, 0]));
  const row = await rowOf(seeded.id);
  expect(row).toMatchObject({
    state: 'attached',
    channels: 2,
    attempts: 1,
    application_id: applicationId,
    next_attempt_at: null,
    lease_until: null,
    failure: null,
  });
  const bytes = await soundAt(row.storage_key);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(row.sha256);
  const judged = await phones.control<{ sha256: string }>('GET', `/control/recordings/${seeded.recordingSid}`);
  expect(judged.sha256).toBe(row.sha256);
  expect((row.peaks as number[][]).map((channel) => channel.length > 100 && Math.max(...channel) > 0.1)).toEqual([true, true]);

  expect(await company.query(`select number, kind, key from call_events where call_id = $1 order by number`, [seeded.callId])).toEqual([
    { number: 1, kind: 'received', key: 'received' },
    { number: 2, kind: 'recording-attached', key: `recording-attached:${seeded.id}` },
  ]);
  expect((await company.query('select version from calls where id = $1', [seeded.callId]))[0]).toEqual({ version: 5 });
  const [told] = await company.query('select body, audience from outbox');
  expect(told).toEqual({
    body: { kind: 'changed', changes: [{ noun: 'recording', id: seeded.id, applicationId }] },
    audience: { people: expect.arrayContaining([company.people.ivan.id, company.people.anna.id]), departments: [company.sales] },
  });
  expect(await fetchDue()).toBe(0);
});

test('a recording of one channel is fetched as it is, though nobody said so', async () => {
  const { id } = await announce({ channels: 1 });
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({ state: 'attached', channels: 1 });
});

test('a recording that is not there yet is asked for again at its moment', async () => {
  await phones.control('PUT', '/control/faults', { seed: 1, media: { failures: '404-for-a-while', count: 2, probability: 1 } });
  const { id } = await announce();
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({
    state: 'in-progress',
    failure: 'not-found',
    attempts: 1,
    next_attempt_at: new Date(company.time.now.getTime() + 5_000),
  });
  company.time.pass(4_999);
  expect(await fetchDue()).toBe(0);
  company.time.pass(1);
  await fetchDue();
  company.time.pass(15_000);
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({ state: 'attached', attempts: 3, failure: null });
});

test.each([
  ['html', 'not-sound'],
  ['empty', 'not-sound'],
  ['truncated', 'provider-error'],
  ['401', 'unauthorised'],
  ['429', 'provider-error'],
  ['500', 'provider-error'],
] as const)('a source that answers %s is no sound: nothing is kept, and it is tried again', async (fault, failure) => {
  await phones.control('PUT', '/control/faults', { seed: 1, media: { failures: fault, count: 1, probability: 1 } });
  const { id } = await announce();
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({ state: 'in-progress', failure, storage_key: null });
  expect((await readdir(folder, { recursive: true })).filter((name) => name.includes(id))).toEqual([]);
  company.time.pass(5_000);
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({ state: 'attached' });
});

test('sound of another length than was told is refused', async () => {
  const { id } = await announce({ seconds: 6, told: 60 });
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({ failure: 'wrong-length', storage_key: null });
});

test('after eight failures it shows as failed, and a retry fetches it', async () => {
  await phones.control('PUT', '/control/faults', { seed: 1, media: { failures: '404', count: 1, probability: 1 } });
  const { id } = await announce();
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    expect(await fetchDue()).toBe(1);
    company.time.pass(6 * 60 * 60_000);
  }
  expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: 'not-found', attempts: 8, next_attempt_at: null });
  expect(await fetchDue()).toBe(0);
  await phones.control('PUT', '/control/faults', { seed: 1 });
  await company.query('truncate outbox');
  const kira = contexts.as(company.people.kira);
  expect(await retryRecording(kira, { id })).toMatchObject({ state: 'in-progress', failure: null });
  expect(await company.query('select name, body from outbox')).toEqual([{ name: 'recordings.fetch', body: { recordingId: id } }]);
  await expect(retryRecording(kira, { id })).rejects.toMatchObject({ code: 'CONFLICT' });
  await fetchDue();
  expect(await rowOf(id)).toMatchObject({ state: 'attached', attempts: 1 });
});

test('a claim whose worker died is taken up when its lease has ended', async () => {
  const { id } = await announce();
  await company.query('update recordings set lease_until = $2, attempts = 1 where id = $1', [
    id,
    new Date(company.time.now.getTime() + 60_000),
  ]);
  expect(await fetchDue()).toBe(0);
  company.time.pass(60_000);
  expect(await fetchDue()).toBe(1);
  expect(await rowOf(id)).toMatchObject({ state: 'attached', attempts: 2 });
});

test('listening is written before a byte leaves, once for a player that seeks', async () => {
  const { id } = await announce();
  await fetchDue();
  const { ivan, petr, mira, anna } = company.people;
  const listens = async () =>
    (await company.query('select person_id from listens where recording_id = $1 order by at, id', [id])).map((row) => row.person_id);
  const audits = async () =>
    (await company.query(`select actor_id from audit where act = 'recording.listened' and $1 = any (object_ids)`, [id])).length;
  expect(await listenToRecording(contexts.as(ivan), { id, goesOn: false })).toMatchObject({
    bytes: expect.any(Number),
    storageKey: expect.stringContaining(id),
  });
  await listenToRecording(contexts.as(ivan), { id, goesOn: true });
  company.time.pass(9 * 60_000);
  await listenToRecording(contexts.as(ivan), { id, goesOn: true });
  expect(await listens()).toEqual([ivan.id]);
  company.time.pass(60_000);
  await listenToRecording(contexts.as(ivan), { id, goesOn: true });
  await listenToRecording(contexts.as(ivan), { id, goesOn: false });
  await listenToRecording(contexts.as(anna), { id, goesOn: true });
  expect(await listens()).toEqual([ivan.id, ivan.id, ivan.id, anna.id]);
  expect(await audits()).toBe(4);
  for (const stranger of [petr, mira]) {
    await expect(listenToRecording(contexts.as(stranger), { id, goesOn: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getRecording(contexts.as(stranger), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  const reads = () => company.query(`select actor_id, object_ids from audit where act = 'recording.read'`);
  expect(await reads()).toEqual([]);
  expect(await getRecording(contexts.as(ivan), { id })).toMatchObject({ id, state: 'attached', channels: 2 });
  expect(await reads()).toEqual([{ actor_id: ivan.id, object_ids: [id] }]);
});

test('what has no sound yet cannot be heard', async () => {
  const { id } = await announce();
  await expect(listenToRecording(contexts.as(company.people.ivan), { id, goesOn: false })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a recording of which we hear before its call waits in the ledger and hides nothing of the call', async () => {
  const [CallSid, RecordingSid] = [`CA${randomUUID().replaceAll('-', '')}`, `RE${randomUUID().replaceAll('-', '')}`];
  const callId = callIdOf('twilio', CallSid);
  await company.query(
    `insert into dids (id, e164, department_id, label, country) values (gen_random_uuid(), '+35924000001', $1, 'Main', 'BG')`,
    [company.sales],
  );
  const tell = (status: string, more: object) =>
    recordCallSignal(
      contexts.worker,
      parseRecording({
        originalUrl: buildRecordingUrl('', { callId, step: 1, recordingKind: 'conversation' }),
        params: { CallSid, RecordingSid, RecordingStatus: status, ...more },
      }),
      { defaultRegion: 'BG' },
    );
  await tell('completed', { RecordingDuration: '6', RecordingChannels: '2' });
  await tell('in-progress', {});
  await tell('completed', { RecordingDuration: '6', RecordingChannels: '2' });
  const params = { CallSid, From: '+359881234567', To: '+35924000001', CallStatus: 'ringing', Direction: 'inbound' };
  await recordCallSignal(contexts.worker, parseInbound({ originalUrl: '/twilio/voice', params }), { defaultRegion: 'BG' });
  const [call] = await company.query('select caller_e164, dialled, department_id from calls where id = $1', [callId]);
  expect(call).toEqual({ caller_e164: '+359881234567', dialled: '+35924000001', department_id: company.sales });
  const lines = await company.query('select provider_recording_id, state, duration_seconds from recordings where call_id = $1', [callId]);
  expect(lines).toEqual([{ provider_recording_id: RecordingSid, state: 'in-progress', duration_seconds: 6 }]);
  expect(await company.query(`select name, body->>'recordingId' is not null as named from outbox where kind = 'work'`)).toEqual([
    { name: 'recordings.fetch', named: true },
  ]);
});

test('each recording is fetched from the provider that made it', async () => {
  const seeded = await announceAt('telnyx');
  const { openRecording } = phones.telephony;
  expect(
    await fetchDueRecordings(contexts.worker, {
      telephony: { provider: 'twilio', openRecording: () => Promise.reject(new Error('asked')) },
      recordingSources: [{ provider: 'telnyx', openRecording }],
      storage,
    }),
  ).toBe(1);
  expect(await rowOf(seeded.id)).toMatchObject({ provider: 'telnyx', state: 'attached', failure: null });
});

test('a recording of a provider that nobody here may ask says so, and is tried again', async () => {
  const seeded = await announceAt('telnyx');
  await fetchDue();
  expect(await rowOf(seeded.id)).toMatchObject({ state: 'in-progress', failure: 'unauthorised', attempts: 1 });
  expect((await rowOf(seeded.id)).next_attempt_at).not.toBeNull();
});
