import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departmentMembers, departments, devices, people } from '../schema/tables.js';

// Never the whole row: no service may read a password's hash.
const columns = {
  id: people.id,
  name: people.name,
  email: people.email,
  role: people.role,
  superiorId: people.superiorId,
  locale: people.locale,
  timeZone: people.timeZone,
  extension: people.extension,
  seesNumbers: people.seesNumbers,
  simultaneousCalls: people.simultaneousCalls,
};

/** Everybody who works here, by name. */
export async function listPeopleRows(db: Db | Tx) {
  return db.select(columns).from(people).where(isNull(people.dismissedAt)).orderBy(asc(people.name), asc(people.id));
}

/** Null for one who never worked here, or no longer does. */
export async function findPerson(db: Db | Tx, id: string) {
  const [found] = await db
    .select(columns)
    .from(people)
    .where(and(eq(people.id, id), isNull(people.dismissedAt)));
  return found ?? null;
}
export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** On how many calls he can be at once. False: he is not one whom the actor leads. */
export async function saveSimultaneousCalls(tx: Tx, personId: string, simultaneousCalls: number): Promise<boolean> {
  const saved = await tx
    .update(people)
    .set({ simultaneousCalls })
    .where(and(eq(people.id, personId), isNull(people.dismissedAt)))
    .returning({ id: people.id });
  return saved.length === 1;
}

/** Who belongs to which departments, by the departments' names. */
export async function listMemberships(db: Db | Tx, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .select({ personId: departmentMembers.personId, department: { id: departments.id, name: departments.name } })
    .from(departmentMembers)
    .innerJoin(departments, eq(departments.id, departmentMembers.departmentId))
    .where(inArray(departmentMembers.personId, [...personIds]))
    .orderBy(asc(departments.name), asc(departments.id));
}

/** Whoever else sees what a person owns: his superior and his assistants. */
export async function listCircle(db: Db | Tx, personIds: readonly string[]): Promise<string[]> {
  if (personIds.length === 0) return [];
  const ids = [...personIds];
  const rows = await db
    .select({ id: people.id, superiorId: people.superiorId, role: people.role })
    .from(people)
    .where(or(inArray(people.id, ids), inArray(people.superiorId, ids)));
  return [...new Set(rows.flatMap((row) => (row.superiorId ? [row.id, row.superiorId] : [row.id])))];
}

/** At which telephones these people are rung: of whom the viewer may see them. */
export async function listDevices(db: Db | Tx, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return db
    .select({ personId: devices.personId, kind: devices.kind, address: devices.address, enabled: devices.enabled })
    .from(devices)
    .where(inArray(devices.personId, [...personIds]))
    .orderBy(asc(devices.kind), asc(devices.address));
}

/** The identity of his browser's telephone; null when he has none. */
export async function findBrowserIdentity(db: Db | Tx, personId: string): Promise<string | null> {
  const [found] = await db
    .select({ address: devices.address })
    .from(devices)
    .where(and(eq(devices.personId, personId), eq(devices.kind, 'browser'), eq(devices.enabled, true)))
    .orderBy(asc(devices.createdAt), asc(devices.id))
    .limit(1);
  return found?.address ?? null;
}

export async function updateLocale(tx: Tx, personId: string, locale: string): Promise<void> {
  await tx.update(people).set({ locale }).where(eq(people.id, personId));
}

/** The names of these people, of whoever has left as well. */
export async function listPersonNames(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row.name]));
}
