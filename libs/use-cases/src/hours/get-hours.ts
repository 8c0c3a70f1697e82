import type { DepartmentHours } from '@ringbase/contracts';
import { findHours } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { headsDepartment } from '../scripts/heads-department.js';
import { presentHours } from './present-hours.js';

/** When a department answers, and whether it does now. Throws NOT_FOUND. */
export async function getHours(ctx: Context, { departmentId }: { departmentId: string }): Promise<DepartmentHours> {
  return ctx.transaction(async (tx) => {
    const found = await findHours(tx, departmentId);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such department');
    return presentHours(found.hours, found.timeZone, ctx.clock(), await headsDepartment(ctx, tx, departmentId));
  });
}
