import type { Role } from '../people/role.js';
import type { BlockOrigin } from './blocked-caller.js';

/** A signed-in person, with the departments that he curates. */
export type Blocker = { role: Role; departments: readonly string[] };

/** Who blocks callers of a department, or of the whole company (null): the director, and a curator for his departments. */
export function mayBlockFor({ role, departments }: Blocker, departmentId: string | null): boolean {
  switch (role) {
    case 'director':
      return true;
    case 'curator':
      return departmentId !== null && departments.includes(departmentId);
    case 'manager':
    case 'assistant':
      return false;
  }
}

/** Who lets callers through again: whoever may block them; a number that was blocked by itself every curator, since it may be a client of his. */
export function mayEndBlock(blocker: Blocker, block: { departmentId: string | null; origin: BlockOrigin }): boolean {
  return mayBlockFor(blocker, block.departmentId) || (blocker.role === 'curator' && block.origin === 'rate');
}
