import type { World } from './world.js';

export type Sight = {
  applications: Set<string>;
  clients: Set<string>;
  calls: Set<string>;
  callbacks: Set<string>;
  unassigned: number;
  newToMe: number;
};

/** What a person sees, told once more and in other words than the policies: the rules of the product in plain TypeScript. */
export function whatIsSeen(world: World, personId: string): Sight {
  const me = world.people.find((person) => person.id === personId);
  if (!me || me.dismissed)
    return { applications: new Set(), clients: new Set(), calls: new Set(), callbacks: new Set(), unassigned: 0, newToMe: 0 };
  const everything = me.role === 'director';
  const curated = new Set(me.role === 'curator' ? me.departments : []);
  const mine = new Set([me.id]);
  if (me.role === 'assistant' && me.superiorId) mine.add(me.superiorId);
  for (const person of world.people) if (person.role === 'assistant' && person.superiorId === me.id) mine.add(person.id);
  const granted = new Set(world.grants.filter((grant) => grant.personId === me.id && grant.live).map((grant) => grant.applicationId));
  const isMine = (ownerId: string | null) => ownerId !== null && mine.has(ownerId);
  const isCurated = (departmentId: string | null) => departmentId !== null && curated.has(departmentId);

  const seen = world.applications.filter(
    (application) => everything || isMine(application.ownerId) || isCurated(application.departmentId) || granted.has(application.id),
  );
  const applications = new Set(seen.map((application) => application.id));
  const ofApplication = (id: string | null) => id !== null && applications.has(id);
  const idsOf = <T extends { id: string }>(rows: readonly T[], isSeen: (row: T) => boolean) =>
    new Set(rows.filter((row) => everything || isSeen(row)).map((row) => row.id));
  return {
    applications,
    clients: idsOf(world.clients, (client) => isMine(client.ownerId) || seen.some((application) => application.clientId === client.id)),
    calls: idsOf(
      world.calls,
      (call) => isMine(call.answeredById) || isMine(call.intendedId) || isCurated(call.departmentId) || ofApplication(call.applicationId),
    ),
    callbacks: idsOf(
      world.callbacks,
      (callback) =>
        isMine(callback.ownerId) ||
        isMine(callback.firstOwnerId) ||
        isCurated(callback.departmentId) ||
        ofApplication(callback.applicationId),
    ),
    unassigned: seen.filter((application) => application.status === 'new' && application.ownerId === null).length,
    newToMe: seen.filter((application) => application.status === 'new' && application.ownerId === me.id).length,
  };
}
