import { type Enterer, ownerOfNew } from './owner-of-new.js';

export type CreationDecision = { kind: 'create'; ownerId: string | null } | { kind: 'refuse'; reason: 'not-in-department' };

/** Whether somebody may enter an application into a department, and whose it is. `departments`: his own and his superior's; the director belongs everywhere. */
export function decideCreation(actor: Enterer, departmentId: string, departments: readonly string[]): CreationDecision {
  if (actor.role !== 'director' && !departments.includes(departmentId)) return { kind: 'refuse', reason: 'not-in-department' };
  return { kind: 'create', ownerId: ownerOfNew(actor) };
}
