import { appendAudit, deleteScriptDraft, findScriptDraft } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';

/** Throws the draft away. NOT_FOUND: there is none; CONFLICT: it is not the version any more that was read. */
export async function discardScriptDraft(
  ctx: Context,
  { departmentId, version }: { departmentId: string; version: number },
): Promise<void> {
  const { personId } = ctx.actor;
  await ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    if (!(await deleteScriptDraft(tx, departmentId, version))) {
      const there = await findScriptDraft(tx, departmentId);
      if (there === null) throw new DomainError('NOT_FOUND', 'There is no draft');
      throw new DomainError('CONFLICT', 'The draft has been changed in the meantime', { version: there.version });
    }
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'call-script.draft-discarded',
      objectKind: 'department',
      objectIds: [departmentId],
      at: ctx.clock(),
    });
  });
}
