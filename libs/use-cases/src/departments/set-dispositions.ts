import { appendAudit, findDepartment, listDispositions, saveDispositionRule, saveDispositions } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

export type SetDispositions = { departmentId: string; required: boolean; labels: readonly string[] };

/** What a department's calls may have come to, in this order, and whether it must be said: its curators' and the directors' to settle. */
export async function setDispositions(ctx: Context, input: SetDispositions) {
  const { departmentId, required } = input;
  const { actor } = ctx;
  const labels = [...new Set(input.labels)];
  await ctx.transaction(async (tx) => {
    if (!(await findDepartment(tx, departmentId))) throw new DomainError('NOT_FOUND', 'There is no such department');
    if (!(await saveDispositionRule(tx, departmentId, required)))
      throw new DomainError('FORBIDDEN', 'This department is not yours to set up', { departmentId });
    await saveDispositions(
      tx,
      departmentId,
      labels.map((label) => ({ id: ctx.ids(), label })),
    );
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: actor.personId,
      act: 'department.dispositions-set',
      objectKind: 'department',
      objectIds: [departmentId],
      at: ctx.clock(),
    });
  });
  return ctx.transaction((tx) => listDispositions(tx, departmentId));
}
