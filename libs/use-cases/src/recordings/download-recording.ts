import { Readable } from 'node:stream';
import type { StoredSound } from '@ringbase/database';
import { failureOfStatus, isDomainError, makeWavReader, type RecordingFailure, type Sound } from '@ringbase/domain';
import type { Storage, Stored } from '@ringbase/platform';
import type { OpenedRecording, RecordingSource } from '@ringbase/telephony';

export type Wanted = { providerRecordingId: string; storageKey: string; channels: number | null; durationSeconds: number | null };
export type Download = { kind: 'stored'; sound: StoredSound } | { kind: 'failed'; failure: RecordingFailure; reason: string };

/** An hour of two channels is 115 MB. */
const MOST_BYTES = 1_000_000_000;
/** Milliseconds without a byte after which the source is taken for dead. */
const SILENCE_MS = 20_000;
/** Milliseconds for the whole: a source that drips must not keep the others waiting for ever. */
const LONGEST_MS = 10 * 60_000;

export type DownloadPatience = { silenceMs: number; longestMs: number };

/**
 * Fetches a recording from the phone company into our storage: two channels if it has them. What comes is read as it passes: an error page,
 * silence in the line or a length that does not fit leaves nothing in the storage and says why.
 */
export async function downloadRecording(
  telephony: RecordingSource,
  storage: Storage,
  wanted: Wanted,
  patience: DownloadPatience = { silenceMs: SILENCE_MS, longestMs: LONGEST_MS },
): Promise<Download> {
  const stop = new AbortController();
  try {
    const opened = await open(telephony, wanted, stop.signal);
    const failure = failureOfOpened(opened);
    if (failure !== null) {
      opened.body.on('error', () => undefined).destroy();
      return failure;
    }
    return await store(storage, wanted, opened, stop, patience);
  } catch (error) {
    return failureOfError(error);
  } finally {
    stop.abort();
  }
}

async function open(telephony: RecordingSource, { providerRecordingId, channels }: Wanted, signal: AbortSignal): Promise<OpenedRecording> {
  if (channels === 1) return telephony.openRecording(providerRecordingId, { channels: 1, signal });
  const opened = await telephony.openRecording(providerRecordingId, { channels: 2, signal });
  if (opened.status !== 400) return opened;
  // It is mono, whatever was said of it.
  opened.body.on('error', () => undefined).destroy();
  return telephony.openRecording(providerRecordingId, { channels: 1, signal });
}

function failureOfOpened({ status, contentType, contentLength }: OpenedRecording): Extract<Download, { kind: 'failed' }> | null {
  const failure = failureOfStatus(status);
  if (failure !== null) return { kind: 'failed', failure, reason: `answered ${status}` };
  if (!/^audio\/(x-|vnd\.)?wav(e)?(;|$)/i.test(contentType ?? ''))
    return { kind: 'failed', failure: 'not-sound', reason: 'its type is no WAV' };
  if (contentLength !== null && contentLength > MOST_BYTES) return { kind: 'failed', failure: 'too-large', reason: 'longer than we keep' };
  return null;
}

/** What a reader of the passing bytes found wrong. */
class Refused extends Error {
  constructor(
    readonly failure: RecordingFailure,
    message: string,
  ) {
    super(message);
  }
}

async function store(
  storage: Storage,
  wanted: Wanted,
  opened: OpenedRecording,
  stop: AbortController,
  patience: DownloadPatience,
): Promise<Download> {
  const passing = readPassing(opened, wanted.durationSeconds, stop, patience);
  let kept: Stored;
  try {
    kept = await storage.put(wanted.storageKey, Readable.from(passing.pieces, { objectMode: false }), { maxBytes: MOST_BYTES });
  } catch (error) {
    // The storage tells its own failures; ours it only passes on, perhaps in words of its own.
    throw passing.problem() ?? error;
  }
  const sound = passing.sound();
  if (sound === null) return { kind: 'failed', failure: 'storage', reason: 'the storage did not read to the end' };
  const { channels, seconds, peaks } = sound;
  return { kind: 'stored', sound: { storageKey: wanted.storageKey, ...kept, channels, durationSeconds: seconds, peaks } };
}

/** The body piece by piece as it came, inspected on the way. What is wrong is thrown before its end is told, so that the storage drops what it has. */
function readPassing(opened: OpenedRecording, toldSeconds: number | null, stop: AbortController, patience: DownloadPatience) {
  const reader = makeWavReader();
  let problem: Refused | null = null;
  let sound: Sound | null = null;
  const refuse = (failure: RecordingFailure, reason: string): Refused => {
    problem ??= new Refused(failure, reason);
    return problem;
  };
  // It may fail before anybody reads; whoever reads is told then.
  opened.body.on('error', () => undefined);

  async function* read(): AsyncGenerator<Buffer> {
    let bytes = 0;
    let silence: NodeJS.Timeout | undefined;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => stop.abort(refuse('timeout', 'no byte came for a while')), patience.silenceMs);
    };
    const late = setTimeout(() => stop.abort(refuse('timeout', 'it takes too long')), patience.longestMs);
    try {
      listen();
      for await (const piece of opened.body as AsyncIterable<Buffer>) {
        listen();
        bytes += piece.length;
        reader.push(piece);
        yield piece;
      }
    } catch (error) {
      throw refuse('provider-error', error instanceof Error ? error.message : 'it broke off');
    } finally {
      clearTimeout(silence);
      clearTimeout(late);
    }
    if (opened.contentLength !== null && bytes !== opened.contentLength) throw refuse('wrong-length', 'it broke off');
    const verdict = reader.finish(toldSeconds);
    if (verdict.kind === 'refused') throw refuse(verdict.failure, verdict.reason);
    sound = verdict.sound;
  }

  return { pieces: read(), problem: (): Refused | null => problem, sound: (): Sound | null => sound };
}

function failureOfError(error: unknown): Download {
  if (error instanceof Refused) return { kind: 'failed', failure: error.failure, reason: error.message };
  if (isDomainError(error) && error.code === 'PAYLOAD_TOO_LARGE') return { kind: 'failed', failure: 'too-large', reason: error.message };
  if (isDomainError(error) && error.details.reason === 'timeout') return { kind: 'failed', failure: 'timeout', reason: error.message };
  if (isDomainError(error) && 'unknown' in error.details) return { kind: 'failed', failure: 'provider-error', reason: error.message };
  return { kind: 'failed', failure: 'storage', reason: error instanceof Error ? error.message : 'unknown' };
}
