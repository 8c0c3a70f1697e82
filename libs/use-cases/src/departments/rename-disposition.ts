import type { DepartmentDispositions } from '@ringbase/contracts';
import { appendAudit, findDispositionOwner, saveDispositionLabel } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';
import { getDispositions } from './get-dispositions.js';

/** Says in other words what a call came to; calls that were told so before keep the words they were told in. Throws NOT_FOUND; CONFLICT for words that are taken. */
export async function renameDisposition(ctx: Context, { id, label }: { id: string; label: string }): Promise<DepartmentDispositions> {
  const departmentId = await ctx.transaction(async (tx) => {
    const found = await findDispositionOwner(tx, id);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such disposition');
    await mustFindOwnDepartment(ctx, tx, found.departmentId);
    if (!(await saveDispositionLabel(tx, found.departmentId, id, label)))
      throw new DomainError('CONFLICT', 'The department has a disposition of this name', { reason: 'taken' });
    const act = { act: 'disposition.renamed', objectKind: 'disposition', objectIds: [id] };
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at: ctx.clock() });
    return found.departmentId;
  });
  return getDispositions(ctx, { departmentId });
}
