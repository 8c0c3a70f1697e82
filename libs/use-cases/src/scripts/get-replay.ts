import type { ScriptReplay } from '@ringbase/contracts';
import { findReplay } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { presentReplay } from './present-replay.js';

/** A replay with how far it has come. Throws NOT_FOUND. */
export async function getReplay(
  ctx: Context,
  { departmentId, replayId }: { departmentId: string; replayId: string },
): Promise<ScriptReplay> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const replay = await findReplay(tx, departmentId, replayId);
    if (replay === null) throw new DomainError('NOT_FOUND', 'There is no such replay');
    return presentReplay(replay);
  });
}
