import type { DepartmentCallbackRules, SetCallbackRules } from '@ringbase/contracts';
import { appendAudit, listCallbackRules, saveCallbackRules } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

/** How a department keeps its word from now on; what was promised before keeps its time. */
export async function setCallbackRules(ctx: Context, { departmentId, ...rules }: SetCallbackRules): Promise<DepartmentCallbackRules> {
  return ctx.transaction(async (tx) => {
    const saved = await saveCallbackRules(tx, departmentId, rules);
    const [now] = saved ? await listCallbackRules(tx, departmentId) : [];
    if (!now) throw new DomainError('NOT_FOUND', 'There is no such department of yours', { departmentId });
    const act = { act: 'department.callback-rules-set', objectKind: 'department', objectIds: [departmentId] };
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at: ctx.clock() });
    return now;
  });
}
