import type { DepartmentHours, OpeningHours } from '@ringbase/contracts';
import { appendAudit, findHours, updateHours } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';
import { presentHours } from './present-hours.js';

/** Sets when a department answers; the next call goes by it. Throws NOT_FOUND. */
export async function putHours(
  ctx: Context,
  { departmentId, hours }: { departmentId: string; hours: OpeningHours | null },
): Promise<DepartmentHours> {
  const now = ctx.clock();
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const found = await findHours(tx, departmentId);
    if (found === null || !(await updateHours(tx, departmentId, hours))) throw new DomainError('NOT_FOUND', 'There is no such department');
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'department.hours-written',
      objectKind: 'department',
      objectIds: [departmentId],
      at: now,
    });
    return presentHours(hours, found.timeZone, now, true);
  });
}
