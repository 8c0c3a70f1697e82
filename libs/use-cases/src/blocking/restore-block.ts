import type { BlockedCallerView } from '@ringbase/contracts';
import { findLiveBlock, lockBlockedCaller } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { changeBlockEnd } from './change-block-end.js';

/** Takes the end of a block back: it turns callers away again until its own moment. Throws CONFLICT when they have been blocked anew. */
export async function restoreBlock(ctx: Context, { id }: { id: string }): Promise<BlockedCallerView> {
  const now = ctx.clock();
  return changeBlockEnd(ctx, id, {
    act: 'blocked-caller.restored',
    end: null,
    isSo: (row) => row.endedAt === null,
    async check(tx, row) {
      const whom = { kind: row.kind, e164: row.e164, departmentId: row.department?.id ?? null };
      await lockBlockedCaller(tx, whom);
      const twin = await findLiveBlock(tx, whom, now);
      if (twin) throw new DomainError('CONFLICT', 'These callers have been blocked anew', { blockedCallerId: twin.id });
    },
  });
}
