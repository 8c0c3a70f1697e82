import type { DepartmentSettings } from '@ringbase/contracts';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';
import { mustFindSettings } from './must-find-settings.js';

/** What a department speaks, by which clock it lives and what its callers hear. Throws NOT_FOUND for another's department. */
export async function getDepartmentSettings(ctx: Context, { departmentId }: { departmentId: string }): Promise<DepartmentSettings> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    return mustFindSettings(tx, departmentId);
  });
}
