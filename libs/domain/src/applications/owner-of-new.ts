import type { Role } from '../people/role.js';

/** Who enters an application. `superiorId`: of an assistant. */
export type Enterer = { personId: string; role: Role; superiorId: string | null };

/**
 * Whose a new application is, however it comes in. A manager keeps what he enters; an assistant works on his superior's applications, so what he enters
 * is his superior's; a curator's or director's waits to be assigned.
 */
export function ownerOfNew({ personId, role, superiorId }: Enterer): string | null {
  switch (role) {
    case 'manager':
      return personId;
    case 'assistant':
      return superiorId ?? personId;
    case 'curator':
    case 'director':
      return null;
  }
}
