import type { ScriptReplay } from '@ringbase/contracts';
import { listReplays } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { presentReplay } from './present-replay.js';

const NEWEST = 20;

/** A department's newest replays. Throws NOT_FOUND. */
export async function listDepartmentReplays(ctx: Context, { departmentId }: { departmentId: string }): Promise<ScriptReplay[]> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    return (await listReplays(tx, departmentId, NEWEST)).map(presentReplay);
  });
}
