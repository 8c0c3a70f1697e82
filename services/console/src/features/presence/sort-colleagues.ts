import type { Person } from '@ringbase/contracts';
import { presenceStatuses } from './presence-order.js';

/** Colleagues of the departments given, who is free first, then by name; without the viewer himself. */
export function sortColleagues(people: readonly Person[], viewer: string, departments: readonly string[], locale: string): Person[] {
  const near = (person: Person) => departments.length === 0 || person.departments.some(({ id }) => departments.includes(id));
  return people
    .filter((person) => person.id !== viewer && near(person))
    .toSorted(
      (a, b) =>
        presenceStatuses.indexOf(a.presence.status) - presenceStatuses.indexOf(b.presence.status) || a.name.localeCompare(b.name, locale),
    );
}
