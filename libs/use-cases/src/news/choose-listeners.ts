import type { Audience, Staff } from '@ringbase/database';

/** Meant for the named people themselves: a director's screen must not pop up at everybody's calls, reminders and notices. */
const personal = new Set(['ringing', 'ringing-over', 'open-card', 'callback-due', 'notice']);

/** Who hears a frame of this kind: the named people, and what is not personal also the departments' curators and every director. */
export function chooseListeners(kind: string, audience: Audience, staff: Staff): string[] {
  const named = audience.people.filter((person) => staff.working.has(person));
  if (personal.has(kind)) return [...new Set(named)];
  const curators = audience.departments.flatMap((department) => staff.curators.get(department) ?? []);
  return [...new Set([...named, ...curators, ...staff.directors])];
}
