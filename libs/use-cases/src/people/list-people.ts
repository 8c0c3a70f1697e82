import type { Person } from '@ringbase/contracts';
import { listMemberships, listPeopleRows, listPresence } from '@ringbase/database';
import { effectiveStatus, type PersonPresence, statusSince } from '@ringbase/domain';
import type { Context } from '../context.js';

/** My colleagues by name, and whether they are there. */
export async function listPeople(ctx: Context): Promise<Person[]> {
  const now = ctx.clock();
  const { people, memberships } = await ctx.transaction(async (tx) => {
    const people = await listPeopleRows(tx);
    const ids = people.map((person) => person.id);
    return { people, memberships: await listMemberships(tx, ids) };
  });
  // As the house: what a colleague is takes his telephones into account, whose addresses are his own affair.
  const presences = await listPresence(
    ctx.house.db,
    people.map((person) => person.id),
  );
  const presenceOf = new Map<string, PersonPresence>(presences.map((presence) => [presence.personId, presence]));
  return people.map((person) => {
    const presence = presenceOf.get(person.id);
    return {
      id: person.id,
      name: person.name,
      role: person.role,
      departments: memberships.filter((membership) => membership.personId === person.id).map((membership) => membership.department),
      extension: person.extension,
      presence: presence
        ? { status: effectiveStatus(presence, now), since: statusSince(presence, now).toISOString() }
        : { status: 'offline' as const, since: now.toISOString() },
      simultaneousCalls: person.simultaneousCalls,
    };
  });
}
