import { listMemberships, type Tx } from '@ringbase/database';
import type { Context } from '../context.js';

/** Whether what a department does is the person's to say: a director, or its curator. */
export async function headsDepartment(ctx: Context, tx: Tx, departmentId: string): Promise<boolean> {
  const { role, personId } = ctx.actor;
  if (role !== 'curator') return role === 'director';
  return (await listMemberships(tx, [personId])).some(({ department }) => department.id === departmentId);
}
