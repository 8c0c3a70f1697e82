import type { Readable } from 'node:stream';
import type { PbxRecording } from '@ringbase/contracts';
import { attachRecording, findRecording, type LoadedCall, loadCall, type StoredSound } from '@ringbase/database';
import { DomainError, decideRecording, projectCall, type SignalOf } from '@ringbase/domain';
import type { Storage } from '@ringbase/platform';
import { saveDecision } from '../calls/save-decision.js';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';
import { storageKeyOf } from '../recordings/storage-key-of.js';
import { readPbxSound } from './read-pbx-sound.js';

const MOST_TRIES = 12;

/**
 * Takes the sound of a call from a PBX and attaches it to call, client and application at once. The same sound once more is the same recording; a file
 * without a sample is an absent one. Throws NOT_FOUND for an unknown call, CONFLICT for other content under the same name, INVALID for what is no sound;
 * nothing of it is kept then.
 */
export async function storePbxRecording(
  ctx: HouseContext,
  storage: Storage,
  signal: SignalOf<'recording'>,
  content: Readable,
): Promise<PbxRecording> {
  const { startedAt } = callOf(await load(ctx, signal), signal);
  const storageKey = storageKeyOf({ id: ctx.ids(), startedAt });
  const sound = await readPbxSound(storage, storageKey, content);
  if (sound === null) return writeAbsent(ctx, signal);
  let kept = false;
  try {
    const recording = await attach(ctx, signal, sound);
    kept = recording.kept;
    return recording.told;
  } finally {
    if (!kept) await storage.remove(storageKey);
  }
}

function load(ctx: HouseContext, signal: SignalOf<'recording'>): Promise<LoadedCall> {
  const { callId, provider } = signal;
  return loadCall(ctx.house, { callId, provider, dialled: '', callerE164: null, address: '', intentId: null, routes: false }, ctx.clock());
}

function callOf(loaded: LoadedCall, { callId }: SignalOf<'recording'>) {
  const call = projectCall(loaded.context.events);
  if (call === null) throw new DomainError('NOT_FOUND', 'There is no such call: ask about it or report its events first.', { callId });
  return call;
}

type Attached = { kept: boolean; told: PbxRecording };

async function attach(ctx: HouseContext, signal: SignalOf<'recording'>, sound: StoredSound): Promise<Attached> {
  const { bytes, sha256, channels, durationSeconds } = sound;
  const told = { ...signal, channels, seconds: durationSeconds };
  return untilWritten(ctx, told, async (loaded, at) => {
    const known = loaded.recordings.find((line) => line.providerRecordingId === signal.providerRecordingId);
    const change = decideRecording(loaded.recordings, told, ctx.ids(), at);
    if (change === null) return { kept: false, told: await theSame(ctx, known?.id, sha256) };
    const saved = await ctx.houseTransaction(async (tx) => {
      // Its sound is here already: no worker is to fetch it.
      const write = { ...decidedOf(loaded, signal), recordings: [{ ...change, nextAttemptAt: null }] };
      if ((await saveDecision(ctx, loaded, write, at, tx)) !== 'saved') throw new Moved();
      await attachRecording(tx, { id: change.id, callId: signal.callId }, sound, at);
      await appendRecordingNews(tx, change.id);
      return change.id;
    });
    ctx.log.info({ event: 'recording.attached', recordingId: saved, callId: signal.callId, bytes });
    return { kept: true, told: { id: saved, state: 'attached', bytes, sha256, durationSeconds } };
  });
}

async function theSame(ctx: HouseContext, id: string | undefined, sha256: string): Promise<PbxRecording> {
  const found = id === undefined ? null : await findRecording(ctx.house.db, id);
  if (found?.state !== 'attached' || found.sha256 !== sha256)
    throw new DomainError('CONFLICT', 'This recording is there already, with other content: give another one a name of its own.', {
      recordingId: found?.id,
    });
  return { id: found.id, state: 'attached', bytes: found.bytes, sha256, durationSeconds: found.durationSeconds };
}

async function writeAbsent(ctx: HouseContext, signal: SignalOf<'recording'>): Promise<PbxRecording> {
  const told = { ...signal, status: 'absent' } as const;
  return untilWritten(ctx, told, async (loaded, at) => {
    const known = loaded.recordings.find((line) => line.providerRecordingId === signal.providerRecordingId);
    if (known !== undefined && known.state !== 'absent')
      throw new DomainError('CONFLICT', 'This recording is there already, with other content.', { recordingId: known.id });
    const change = decideRecording(loaded.recordings, told, ctx.ids(), at);
    const id = change?.id ?? known?.id ?? null;
    if (change !== null) {
      await ctx.houseTransaction(async (tx) => {
        if ((await saveDecision(ctx, loaded, { ...decidedOf(loaded, signal), recordings: [change] }, at, tx)) !== 'saved')
          throw new Moved();
        await appendRecordingNews(tx, change.id);
      });
      ctx.log.info({ event: 'recording.absent', recordingId: change.id, callId: signal.callId });
    }
    return { id, state: 'absent', bytes: null, sha256: null, durationSeconds: null };
  });
}

function decidedOf(loaded: LoadedCall, signal: SignalOf<'recording'>) {
  const providerCallId = loaded.context.providerCallId ?? signal.rootProviderCallId;
  return { key: null, answer: null, providerCallId, events: [], state: loaded.context.state, fetch: [], remember: null, audit: [] };
}

class Moved extends Error {}

async function untilWritten<T>(
  ctx: HouseContext,
  signal: SignalOf<'recording'>,
  write: (loaded: LoadedCall, at: Date) => Promise<T>,
): Promise<T> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const loaded = await load(ctx, signal);
    callOf(loaded, signal);
    try {
      return await write(loaded, ctx.clock());
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
  throw new DomainError('UNAVAILABLE', 'The call changes too quickly to be written.', { callId: signal.callId });
}
