import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callIdOf } from '@ringbase/telephony';
import { GEORGI, SALES } from '@ringbase/testing';
import { KEY, type OpenedDoor, openPbxDoor } from '../testing/open-pbx-door.js';

let door: OpenedDoor;
beforeAll(async () => {
  door = await openPbxDoor();
});
afterAll(async () => door?.close());

/** A WAV of 8 kHz, 16 bit, one channel, as MixMonitor writes it. */
function wav(seconds: number, told = seconds): Buffer {
  const samples = randomBytes(seconds * 16_000);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + told * 16_000, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(16_000, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(told * 16_000, 40);
  return Buffer.concat([head, samples]);
}

let last = 0;
async function talked(): Promise<string> {
  last += 1;
  const callId = `1700000002.${last}`;
  await door.ask('POST', '/route', { body: { callId, dialled: SALES, caller: GEORGI } });
  await door.ask('POST', '/events', { body: { callId, event: 'answer', at: door.time.now.toISOString(), extension: '202' } });
  return callId;
}
const send = (callId: string, sound: Buffer, more = '') =>
  door.ask('POST', `/recordings?callId=${encodeURIComponent(callId)}${more}`, { sound });
const ledgerOf = (callId: string) =>
  door.sql.query('select * from recordings where call_id = $1 order by provider_recording_id', [callIdOf('pbx', callId)]);
async function filesKept(): Promise<string[]> {
  const files = await readdir(door.folder, { recursive: true });
  return files.filter((name) => /\.(wav|part)/.test(name));
}
const sha = (sound: Buffer) => createHash('sha256').update(sound).digest('hex');

test('the sound is attached to its call, client and application, byte by byte, with its picture', async () => {
  const callId = await talked();
  const sound = wav(3);
  expect(await ledgerOf(callId)).toMatchObject([{ state: 'expected', kind: 'conversation' }]);
  const answer = await send(callId, sound);
  expect(answer).toMatchObject({ status: 200, body: { state: 'attached', bytes: sound.length, sha256: sha(sound), durationSeconds: 3 } });
  const [line, ...others] = await ledgerOf(callId);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    id: answer.body['id'],
    provider: 'pbx',
    provider_recording_id: `${callId}/1`,
    state: 'attached',
    kind: 'conversation',
    client_id: door.company.georgi.id,
    application_id: door.company.roof.id,
    bytes: sound.length,
    sha256: sha(sound),
    channels: 1,
    duration_seconds: 3,
    next_attempt_at: null,
    peaks: [expect.any(Array)],
  });
  expect((await buffer(await door.storage.open(line!['storage_key'] as string))).equals(sound)).toBe(true);
  const events = await door.sql.query(`select body from call_events where call_id = $1 and kind = 'recording-attached'`, [
    callIdOf('pbx', callId),
  ]);
  expect(events).toEqual([{ body: { recordingId: line!['id'] } }]);
  const news = await door.sql.query<{ body: { changes?: { noun: string }[] } }>(`select body from outbox where name = 'changed'`);
  expect(news.filter(({ body }) => body.changes?.[0]?.noun === 'recording')).toHaveLength(1);
});

test('the same sound once more, and five at once, are one recording', async () => {
  const callId = await talked();
  const sound = wav(1);
  const before = (await filesKept()).length;
  const answers = await Promise.all(Array.from({ length: 5 }, () => send(callId, sound)));
  const again = await send(callId, sound);
  expect(new Set([...answers, again].map(({ status, body }) => `${status} ${body['id']}`)).size).toBe(1);
  expect(again.status).toBe(200);
  expect(await ledgerOf(callId)).toMatchObject([{ state: 'attached' }]);
  expect(await filesKept()).toHaveLength(before + 1);
});

test('other content is refused, and the first stays; under a name of its own it is another recording', async () => {
  const callId = await talked();
  const [first, other] = [wav(1), wav(2)];
  await send(callId, first);
  const files = await filesKept();
  const refused = await send(callId, other);
  expect(refused).toMatchObject({ status: 409, body: { code: 'CONFLICT', detail: expect.stringContaining('other content') } });
  expect((await send(callId, wav(0))).status).toBe(409);
  expect(await ledgerOf(callId)).toMatchObject([{ state: 'attached', sha256: sha(first) }]);
  expect(await filesKept()).toEqual(files);
  expect((await send(callId, other, '&recording=after-transfer')).status).toBe(200);
  expect(await ledgerOf(callId)).toMatchObject([{ sha256: sha(first) }, { sha256: sha(other) }]);
});

test('a file of 44 bytes is of a call that nobody answered: absent, until the sound comes', async () => {
  const callId = await talked();
  const files = await filesKept();
  for (const _ of [1, 2]) expect(await send(callId, wav(0))).toMatchObject({ status: 200, body: { state: 'absent', sha256: null } });
  expect(await ledgerOf(callId)).toMatchObject([{ state: 'absent', failure: null }]);
  expect(await filesKept()).toEqual(files);
  expect((await send(callId, wav(1))).body['state']).toBe('attached');
  expect(await ledgerOf(callId)).toMatchObject([{ state: 'attached' }]);
});

describe('what is no recording is refused and leaves nothing behind', () => {
  test.each<[string, Buffer, RegExp]>([
    ['a page', Buffer.from('<html><body>Not found</body></html>'), /not a recording/],
    ['nothing', Buffer.alloc(0), /not a recording/],
    ['a head that is cut', wav(1).subarray(0, 30), /not a recording/],
    ['a sound that is shorter than it says', wav(1, 9), /breaks off/],
    ['noise', randomBytes(5000), /not a recording/],
  ])('%s', async (_, sound, words) => {
    const callId = await talked();
    const [files, ledger] = [await filesKept(), await ledgerOf(callId)];
    const answer = await send(callId, sound);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID', detail: expect.stringMatching(words) } });
    const text = await send(callId, sound, '&format=text');
    expect([text.status, text.text]).toEqual([400, expect.stringMatching(/^error=.+\n$/)]);
    expect(await filesKept()).toEqual(files);
    expect(await ledgerOf(callId)).toEqual(ledger);
  });

  test('a call that nobody knows, a key that is wrong, a name that leads elsewhere', async () => {
    const files = await filesKept();
    expect((await send('no.such', wav(1))).status).toBe(404);
    expect((await send(await talked(), wav(1), '&recording=../../etc')).status).toBe(400);
    expect((await door.ask('POST', '/recordings?callId=x', { sound: wav(1), key: 'rbp_no' })).status).toBe(401);
    expect((await door.ask('POST', '/recordings', { sound: wav(1) })).status).toBe(400);
    expect(await filesKept()).toEqual(files);
  });

  test('a sender who goes away in the middle', async () => {
    const callId = await talked();
    const [files, ledger] = [await filesKept(), await ledgerOf(callId)];
    const socket = connect(door.port, '127.0.0.1');
    const head = `POST /pbx/v1/recordings?callId=${callId} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${KEY}\r\nContent-Length: 160044\r\n\r\n`;
    socket.write(head);
    socket.write(wav(10).subarray(0, 50_000), () => socket.resetAndDestroy());
    await new Promise((resolve) => socket.once('close', resolve));
    // Whoever comes after it is written after it.
    expect((await send(callId, Buffer.from('x'))).status).toBe(400);
    expect((await filesKept()).filter((name) => name.endsWith('.wav'))).toEqual(files);
    expect(await ledgerOf(callId)).toEqual(ledger);
  });
});
