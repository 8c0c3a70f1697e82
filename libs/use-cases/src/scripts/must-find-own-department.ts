import { findDepartment, listMemberships, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

/** Goes before what only the head of a department may: its curator, or a director. Throws NOT_FOUND for a department that is not there or not his. */
export async function mustFindOwnDepartment(ctx: Context, tx: Tx, departmentId: string): Promise<void> {
  const { role, personId } = ctx.actor;
  const department = await findDepartment(tx, departmentId);
  const heads =
    role === 'director' ||
    (role === 'curator' && (await listMemberships(tx, [personId])).some((membership) => membership.department.id === departmentId));
  if (department === null || !heads) throw new DomainError('NOT_FOUND', 'There is no such department of yours', { departmentId });
}
