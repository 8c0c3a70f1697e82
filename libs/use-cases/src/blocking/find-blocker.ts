import { listDepartmentsOf, type Tx } from '@ringbase/database';
import type { Blocker } from '@ringbase/domain';
import type { Actor } from '../context.js';

/** The actor, as far as it matters to whom he may block. */
export async function findBlocker(tx: Tx, { personId, role }: Pick<Actor, 'personId' | 'role'>): Promise<Blocker> {
  return { role, departments: role === 'curator' ? ((await listDepartmentsOf(tx, [personId])).get(personId) ?? []) : [] };
}
