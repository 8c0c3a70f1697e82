import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { RecordingSource } from '../telephony-port.js';
import { makeTelnyxRecordings } from './open-recording.js';

const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
let server: Server;
let base: string;
let source: RecordingSource;
let asked: { url: string | undefined; authorization: string | undefined }[] = [];
let told: (res: ServerResponse) => void;
let sound: (res: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((req: IncomingMessage, res) => {
    asked.push({ url: req.url, authorization: req.headers.authorization });
    (req.url === `/v2/recordings/${id}` ? told : sound)(res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  source = makeTelnyxRecordings({ apiKey: 'the-key', apiBaseUrl: base });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  asked = [];
  sound = (res) => res.writeHead(200, { 'content-type': 'audio/x-wav', 'content-length': '4' }).end('RIFF');
});

// The documented answer: https://developers.telnyx.com/api-reference/call-recordings/retrieve-a-call-recording
const recording = (more: object) => (res: ServerResponse) =>
  res.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      data: {
        call_control_id: 'v3:e-31OnvjEM7Y4wvxr3TKNk8M3QyLcGZPiUIzCGtwQtOtEjY-B0urkw',
        channels: 'dual',
        download_urls: { mp3: `${base}/sound.mp3`, wav: `${base}/sound.wav?signed=1` },
        duration_millis: 60000,
        id,
        record_type: 'recording',
        source: 'call',
        status: 'completed',
        ...more,
      },
    }),
  );
const open = (of = id) => source.openRecording(of, { channels: 2, signal: new AbortController().signal });

test('a recording is asked for by its id; the key does not go to where its sound is', async () => {
  told = recording({});
  const opened = await open();
  expect(opened).toMatchObject({ status: 200, contentType: 'audio/x-wav', contentLength: 4 });
  expect(await text(opened.body)).toBe('RIFF');
  expect(asked).toEqual([
    { url: `/v2/recordings/${id}`, authorization: 'Bearer the-key' },
    { url: '/sound.wav?signed=1', authorization: undefined },
  ]);
});

test.each<[string, () => (res: ServerResponse) => void, number]>([
  ['is not known', () => (res) => res.writeHead(404).end(), 404],
  ['is not ours', () => (res) => res.writeHead(401).end(), 401],
  ['has no sound yet', () => recording({ download_urls: null }), 404],
  ['has no WAV', () => recording({ download_urls: { mp3: 'https://sound.example/a.mp3' } }), 404],
  ['is another', () => recording({ id: '00000000-5717-4562-b3fc-2c963f66afa6' }), 404],
  ['is answered with what is no JSON', () => (res) => res.writeHead(200).end('<html>'), 404],
  ['is elsewhere', () => (res) => res.writeHead(302, { location: 'http://127.0.0.1:1/stolen' }).end(), 302],
])('a recording that %s has no sound, and nothing more is asked', async (_, answer, status) => {
  told = answer();
  expect((await open()).status).toBe(status);
  expect(asked).toHaveLength(1);
});

test('sound that is elsewhere is reported, not followed', async () => {
  told = recording({});
  sound = (res) => res.writeHead(302, { location: 'http://127.0.0.1:1/stolen' }).end();
  expect((await open()).status).toBe(302);
});

test('an address without encryption is not asked', async () => {
  told = recording({ download_urls: { wav: 'http://169.254.169.254/latest' } });
  await expect(open()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(asked).toHaveLength(1);
});

test('an id that is none is not asked for', async () => {
  await expect(open('../calls')).rejects.toMatchObject({ code: 'INVALID' });
  expect(asked).toEqual([]);
});

test('who does not answer is unavailable', async () => {
  const nobody = makeTelnyxRecordings({ apiKey: 'the-key', apiBaseUrl: 'http://127.0.0.1:1' });
  await expect(nobody.openRecording(id, { channels: 1, signal: new AbortController().signal })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
});
