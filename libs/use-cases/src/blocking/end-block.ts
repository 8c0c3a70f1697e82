import type { BlockedCallerView } from '@ringbase/contracts';
import type { Context } from '../context.js';
import { changeBlockEnd } from './change-block-end.js';

/** Lets these callers through again; the block stays as history. One that is over already stays as it is. */
export async function endBlock(ctx: Context, { id }: { id: string }): Promise<BlockedCallerView> {
  const now = ctx.clock();
  return changeBlockEnd(ctx, id, {
    act: 'blocked-caller.ended',
    end: { at: now, by: ctx.actor.personId },
    isSo: (row) => row.endedAt !== null || (row.until !== null && row.until <= now),
  });
}
