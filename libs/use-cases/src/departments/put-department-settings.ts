import type { DepartmentSettings, PutDepartmentSettings } from '@ringbase/contracts';
import { appendAudit, findSound, saveDepartmentSettings } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';
import { mustFindSettings } from './must-find-settings.js';

/** Sets what a department speaks, by which clock it lives and what its callers hear: the next call goes by it. Throws NOT_FOUND; INVALID for music that it does not have. */
export async function putDepartmentSettings(
  ctx: Context,
  { departmentId, ...settings }: PutDepartmentSettings & { departmentId: string },
): Promise<DepartmentSettings> {
  const { holdSoundId } = settings;
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    if (holdSoundId !== null && (await findSound(tx, departmentId, holdSoundId)) === null)
      throw new DomainError('INVALID', 'The department has no such sound', { field: 'holdSoundId', reason: 'no-sound' });
    if (!(await saveDepartmentSettings(tx, departmentId, settings))) throw new DomainError('NOT_FOUND', 'There is no such department');
    const act = { act: 'department.settings-written', objectKind: 'department', objectIds: [departmentId] };
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at: ctx.clock() });
    return mustFindSettings(tx, departmentId);
  });
}
