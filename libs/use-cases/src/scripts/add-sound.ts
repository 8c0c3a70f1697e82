import { Readable } from 'node:stream';
import type { Sound } from '@ringbase/contracts';
import { appendAudit, insertSound } from '@ringbase/database';
import { DomainError, MOST_SOUND_BYTES, makeWavReader, type WavVerdict, whyUnplayable } from '@ringbase/domain';
import type { Storage } from '@ringbase/platform';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { mustShowSound } from './must-show-sound.js';

export type AddSound = { departmentId: string; name: string; content: Readable };

const refusals = {
  'no-wav': 'This is no WAV of plain (PCM) or µ-law samples, one or two channels',
  'breaks-off': 'This WAV breaks off before its end',
  'sample-rate': 'A sound needs 8,000 to 48,000 samples a second',
  'too-long': 'A sound may last ten minutes at most',
} as const;

/**
 * Keeps a sound that the department's script may play. Its bytes are read as they pass by. Throws NOT_FOUND for another's department, before a byte is read;
 * INVALID saying what is wrong with the sound and PAYLOAD_TOO_LARGE past 10 MB, with nothing kept.
 */
export async function addSound(ctx: Context, storage: Storage, { departmentId, name, content }: AddSound): Promise<Sound> {
  await ctx.transaction((tx) => mustFindOwnDepartment(ctx, tx, departmentId));
  const id = ctx.ids();
  const storageKey = `sounds/${id}.wav`;
  const passing = readPassing(content);
  const kept = await storage.put(storageKey, Readable.from(passing.pieces, { objectMode: false }), { maxBytes: MOST_SOUND_BYTES });
  const at = ctx.clock();
  try {
    return await ctx.transaction(async (tx) => {
      await mustFindOwnDepartment(ctx, tx, departmentId);
      const uploadedBy = ctx.actor.personId;
      await insertSound(tx, {
        id,
        departmentId,
        name,
        storageKey,
        ...kept,
        durationSeconds: passing.seconds(),
        uploadedBy,
        uploadedAt: at,
      });
      await appendAudit(tx, { id: ctx.ids(), actorId: uploadedBy, act: 'sound.added', objectKind: 'sound', objectIds: [id], at });
      return mustShowSound(tx, departmentId, id);
    });
  } catch (error) {
    await storage.remove(storageKey);
    throw error;
  }
}

/** What is wrong is thrown before the end is told, so that the storage drops what it has. */
function readPassing(content: Readable) {
  const reader = makeWavReader();
  let verdict: WavVerdict | null = null;
  async function* read(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        reader.push(piece);
        yield piece;
      }
    } finally {
      // Whatever is left passes by: unread it would stand in the way of the refusal, and of the connection's next request.
      content.resume();
    }
    verdict = reader.finish(null);
    const why = whyUnplayable(verdict);
    if (why !== null) throw new DomainError('INVALID', refusals[why], { field: 'content', reason: why });
  }
  return { pieces: read(), seconds: () => (verdict?.kind === 'sound' ? verdict.sound.seconds : 0) };
}
