import { appendAudit, hasListenedSince, insertListen } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindRecording } from './must-find-recording.js';

export type Listening = { storageKey: string; bytes: number; sha256: string };

/** Milliseconds: a player that seeks goes on listening, it does not begin anew. */
const SESSION = 10 * 60_000;

/**
 * Lets a person hear a recording: that he did is written before a byte leaves. `goesOn`: he asks for a later part of it; within ten minutes of
 * a beginning of his own that is the same listening. Throws NOT_FOUND, also for another's; CONFLICT while there is no sound yet.
 */
export async function listenToRecording(ctx: Context, { id, goesOn }: { id: string; goesOn: boolean }): Promise<Listening> {
  const at = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    const { state, storageKey, bytes, sha256 } = await mustFindRecording(tx, id);
    if (state !== 'attached' || storageKey === null || bytes === null || sha256 === null) {
      throw new DomainError('CONFLICT', 'There is no sound of this recording', { state });
    }
    const isSameListening = goesOn && (await hasListenedSince(tx, id, personId, new Date(at.getTime() - SESSION)));
    if (!isSameListening) {
      await insertListen(tx, { id: ctx.ids(), recordingId: id, personId, at });
      await appendAudit(tx, { id: ctx.ids(), actorId: personId, act: 'recording.listened', objectKind: 'recording', objectIds: [id], at });
    }
    return { storageKey, bytes, sha256 };
  });
}
