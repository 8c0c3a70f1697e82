import { Readable } from 'node:stream';
import type { StoredSound } from '@ringbase/database';
import { DomainError, makeWavReader, type Sound } from '@ringbase/domain';
import type { Storage } from '@ringbase/platform';

/** Four hours of two channels are 460 MB. */
const MOST_BYTES = 500_000_000;

class NoSound extends Error {}

/**
 * Takes a sound as it passes by into our storage, under `storageKey`: all of it or nothing. Null: a proper WAV without a sample. Throws INVALID for what is
 * no WAV or broke off, PAYLOAD_TOO_LARGE, and whatever the stream or the storage fails with.
 */
export async function readPbxSound(storage: Storage, storageKey: string, content: Readable): Promise<StoredSound | null> {
  const passing = inspect(content);
  try {
    const kept = await storage.put(storageKey, Readable.from(passing.pieces, { objectMode: false }), { maxBytes: MOST_BYTES });
    const sound = passing.sound();
    if (sound === null) throw new DomainError('UNAVAILABLE', 'The storage did not read to the end.');
    return { storageKey, ...kept, channels: sound.channels, durationSeconds: sound.seconds, peaks: sound.peaks };
  } catch (error) {
    // The storage tells its own failures; ours it only passes on, perhaps in words of its own.
    const problem = passing.problem() ?? error;
    if (problem instanceof NoSound) return null;
    throw problem;
  }
}

/** What is wrong is thrown before the end is told, so that the storage drops what it has. */
function inspect(content: Readable) {
  const reader = makeWavReader();
  let problem: Error | null = null;
  let sound: Sound | null = null;
  async function* read(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of content as AsyncIterable<Buffer>) {
        reader.push(piece);
        yield piece;
      }
    } catch (error) {
      problem = new DomainError('INVALID', 'The sound broke off.');
      throw Object.assign(problem, { cause: error });
    }
    const verdict = reader.finish(null);
    if (verdict.kind === 'refused') {
      problem = verdict.empty ? new NoSound() : new DomainError('INVALID', `The body is not a recording: ${verdict.reason}.`);
      throw problem;
    }
    sound = verdict.sound;
  }
  return { pieces: read(), problem: (): Error | null => problem, sound: (): Sound | null => sound };
}
