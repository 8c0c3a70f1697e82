import type { BlockCaller, BlockedCallerView } from '@ringbase/contracts';
import {
  appendAudit,
  appendOutbox,
  findBlockedCaller,
  findDepartment,
  findLiveBlock,
  insertBlockedCaller,
  lockBlockedCaller,
} from '@ringbase/database';
import { DomainError, mayBlockFor } from '@ringbase/domain';
import type { Context } from '../context.js';
import { blockingNews } from './blocking-news.js';
import { findBlocker } from './find-blocker.js';
import { presentBlockedCaller } from './present-blocked-caller.js';
import { whomToBlock } from './whom-to-block.js';

/**
 * From now on these callers are turned away. The director blocks for the company, a curator for his departments. Throws FORBIDDEN, INVALID (no number,
 * a prefix too short, our own number, a moment that has passed) and CONFLICT: they are blocked already.
 */
export async function blockCaller(ctx: Context, input: BlockCaller): Promise<BlockedCallerView> {
  const now = ctx.clock();
  const { departmentId, reason } = input;
  const { personId } = ctx.actor;
  const until = input.until === null ? null : new Date(input.until);
  if (until !== null && until <= now) throw new DomainError('INVALID', 'The block must end in the future', { field: 'until' });
  const id = ctx.ids();
  return ctx.transaction(async (tx) => {
    const blocker = await findBlocker(tx, ctx.actor);
    const whom = await whomToBlock(tx, input);
    if (departmentId !== null && (await findDepartment(tx, departmentId)) === null)
      throw new DomainError('INVALID', 'There is no such department', { field: 'departmentId' });
    if (!mayBlockFor(blocker, departmentId))
      throw new DomainError(
        'FORBIDDEN',
        departmentId === null ? 'Only the director blocks for the whole company' : 'This department is not yours',
      );
    await lockBlockedCaller(tx, { ...whom, departmentId });
    const twin = await findLiveBlock(tx, { ...whom, departmentId }, now);
    if (twin) throw new DomainError('CONFLICT', 'These callers are blocked already', { blockedCallerId: twin.id });
    await insertBlockedCaller(tx, { id, ...whom, departmentId, reason, blockedBy: personId, blockedAt: now, until });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'blocked-caller.blocked',
      objectKind: 'blocked-caller',
      objectIds: [id],
      at: now,
    });
    await appendOutbox(tx, [blockingNews(id, departmentId)]);
    const row = await findBlockedCaller(tx, id);
    if (!row) throw new DomainError('NOT_FOUND', 'There is no such block');
    return presentBlockedCaller(ctx.actor, blocker, row, now);
  });
}
