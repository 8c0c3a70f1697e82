import type { DepartmentDispositions } from '@ringbase/contracts';
import { findDispositionRule, listDispositions, listRetiredDispositions } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';

/** What a department's calls may have come to, whether it must be said, and what was said once. Throws NOT_FOUND for another's department. */
export async function getDispositions(ctx: Context, { departmentId }: { departmentId: string }): Promise<DepartmentDispositions> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const { items } = await listDispositions(tx, departmentId);
    return { required: await findDispositionRule(tx, departmentId), items, retired: await listRetiredDispositions(tx, departmentId) };
  });
}
