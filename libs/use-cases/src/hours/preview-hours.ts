import type { DepartmentHours, OpeningHours } from '@ringbase/contracts';
import { findHours } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';
import { presentHours } from './present-hours.js';

/** What hours would mean, before they are written. Throws NOT_FOUND. */
export async function previewHours(
  ctx: Context,
  { departmentId, hours }: { departmentId: string; hours: OpeningHours | null },
): Promise<DepartmentHours> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const found = await findHours(tx, departmentId);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such department');
    return presentHours(hours, found.timeZone, ctx.clock(), true);
  });
}
