import type { RingGroup } from '@ringbase/contracts';
import { appendAudit, listRingMembers, saveRingPlace } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from '../scripts/must-find-own-department.js';

/** Rings these people for a department from its next call on, in this order, and nobody else of it. Throws NOT_FOUND; INVALID naming whoever cannot be rung for it. */
export async function putRingGroup(
  ctx: Context,
  { departmentId, personIds }: { departmentId: string; personIds: readonly string[] },
): Promise<RingGroup> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const members = (await listRingMembers(tx, departmentId)).map(({ person }) => person.id);
    const ringing = [...new Set(personIds)];
    const strangers = ringing.filter((id) => !members.includes(id));
    if (strangers.length > 0)
      throw new DomainError('INVALID', 'Not everybody of these can be rung for this department', { field: 'personIds', strangers });
    const order = [...ringing, ...members.filter((id) => !ringing.includes(id))];
    for (const [rank, id] of order.entries())
      await saveRingPlace(tx, departmentId, id, { rank: rank + 1, inRingGroup: ringing.includes(id) });
    const act = { act: 'department.ring-group-written', objectKind: 'department', objectIds: [departmentId] };
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at: ctx.clock() });
    return { items: await listRingMembers(tx, departmentId) };
  });
}
