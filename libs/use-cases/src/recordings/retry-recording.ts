import type { Recording } from '@ringbase/contracts';
import { appendAudit, appendOutbox, resetFailedRecording, workRow } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindRecording } from './must-find-recording.js';
import { presentRecording } from './present-recording.js';

/** Asks the phone company once more for a recording that has failed for good. Throws NOT_FOUND, and CONFLICT for one that has not failed. */
export async function retryRecording(ctx: Context, { id }: { id: string }): Promise<Recording> {
  const at = ctx.clock();
  return ctx.transaction(async (tx) => {
    const { state } = await mustFindRecording(tx, id);
    if (!(await resetFailedRecording(tx, id, at)))
      throw new DomainError('CONFLICT', 'Only a recording that has failed is asked for again', { state });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'recording.retried',
      objectKind: 'recording',
      objectIds: [id],
      at,
    });
    await appendOutbox(tx, [workRow('recordings.fetch', { recordingId: id })]);
    return presentRecording(await mustFindRecording(tx, id));
  });
}
