import type { Recording } from '@ringbase/contracts';
import { appendAudit } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindRecording } from './must-find-recording.js';
import { presentRecording } from './present-recording.js';

/** A recording's line in the ledger; that he read it is written down. Throws NOT_FOUND also for one that is another's. */
export async function getRecording(ctx: Context, { id }: { id: string }): Promise<Recording> {
  return ctx.transaction(async (tx) => {
    const found = await mustFindRecording(tx, id);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'recording.read',
      objectKind: 'recording',
      objectIds: [id],
      at: ctx.clock(),
    });
    return presentRecording(found);
  });
}
