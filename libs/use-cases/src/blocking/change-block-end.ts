import type { BlockedCallerView } from '@ringbase/contracts';
import { appendAudit, appendOutbox, type BlockedCallerRow, findBlockedCaller, setBlockEnd, type Tx } from '@ringbase/database';
import { DomainError, mayEndBlock } from '@ringbase/domain';
import type { Context } from '../context.js';
import { blockingNews } from './blocking-news.js';
import { findBlocker } from './find-blocker.js';
import { presentBlockedCaller } from './present-blocked-caller.js';

export type BlockEndChange = {
  act: 'blocked-caller.ended' | 'blocked-caller.restored';
  end: { at: Date; by: string } | null;
  /** Nothing is to be done: it is so already. */
  isSo: (row: BlockedCallerRow) => boolean;
  check?: (tx: Tx, row: BlockedCallerRow) => Promise<void>;
};

/** Ends a block or takes its end back, for whoever may. What is so already stays as it is. Throws NOT_FOUND, FORBIDDEN. */
export async function changeBlockEnd(ctx: Context, id: string, change: BlockEndChange): Promise<BlockedCallerView> {
  const now = ctx.clock();
  return ctx.transaction(async (tx) => {
    const blocker = await findBlocker(tx, ctx.actor);
    const row = await findBlockedCaller(tx, id);
    if (!row) throw new DomainError('NOT_FOUND', 'There is no such block');
    const departmentId = row.department?.id ?? null;
    if (!mayEndBlock(blocker, { departmentId, origin: row.origin }))
      throw new DomainError('FORBIDDEN', 'Only the director ends what holds for the whole company');
    if (change.isSo(row)) return presentBlockedCaller(ctx.actor, blocker, row, now);
    await change.check?.(tx, row);
    await setBlockEnd(tx, id, change.end);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: change.act,
      objectKind: 'blocked-caller',
      objectIds: [id],
      at: now,
    });
    await appendOutbox(tx, [blockingNews(id, departmentId)]);
    const changed = await findBlockedCaller(tx, id);
    if (!changed) throw new DomainError('NOT_FOUND', 'There is no such block');
    return presentBlockedCaller(ctx.actor, blocker, changed, now);
  });
}
