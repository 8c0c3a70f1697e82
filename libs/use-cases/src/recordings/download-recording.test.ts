import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { makeStorage } from '@ringbase/platform';
import type { Telephony } from '@ringbase/telephony';
import { downloadRecording } from './download-recording.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-download-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A phone company whose sound comes four bytes at a time and never ends. */
function dripping(everyMs: number): Telephony {
  const openRecording: Telephony['openRecording'] = async (_, { signal }) => {
    const body = new Readable({ read: () => undefined });
    body.push('RIFF');
    const drops = setInterval(() => body.push('RIFF'), everyMs);
    body.once('close', () => clearInterval(drops));
    return { status: 200, contentType: 'audio/x-wav', contentLength: null, body: addAbortSignal(signal, body) };
  };
  return { openRecording } as Telephony;
}

test.each([
  ['drips on without end', 20, { silenceMs: 5000, longestMs: 200 }, 'it takes too long'],
  ['falls silent', 60_000, { silenceMs: 100, longestMs: 5000 }, 'no byte came for a while'],
])('a source that %s is given up, and nothing of it is kept', async (_, everyMs, patience, reason) => {
  const storage = makeStorage(pathToFileURL(directory).href);
  const wanted = { providerRecordingId: 'RE1', storageKey: 'recordings/2026/one.wav', channels: 2, durationSeconds: 3 };
  expect(await downloadRecording(dripping(everyMs), storage, wanted, patience)).toEqual({ kind: 'failed', failure: 'timeout', reason });
  const left = await readdir(directory, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});
