import type { RingGroup } from '@ringbase/contracts';
import { listRingMembers } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';

/** Who is rung for a department, in order, and who of it is not. Throws NOT_FOUND for another's department. */
export async function getRingGroup(ctx: Context, { departmentId }: { departmentId: string }): Promise<RingGroup> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    return { items: await listRingMembers(tx, departmentId) };
  });
}
