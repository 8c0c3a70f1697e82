import type { Difference } from '@ringbase/contracts';
import { appendAudit, closeDifference } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindDifference } from './must-find-difference.js';
import { presentDifference } from './present-difference.js';

/** Closes a difference under one's own name, in the log as well; one that was closed meanwhile is told as it is. */
export async function closeDifferenceAs(
  ctx: Context,
  id: string,
  close: { state: 'repaired-by-person' | 'dismissed'; act: string; note: string | null },
): Promise<Difference> {
  const at = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    if (await closeDifference(tx, id, { state: close.state, by: personId, at, note: close.note }))
      await appendAudit(tx, { id: ctx.ids(), actorId: personId, act: close.act, objectKind: 'difference', objectIds: [id], at });
    return presentDifference(await mustFindDifference(tx, id));
  });
}
