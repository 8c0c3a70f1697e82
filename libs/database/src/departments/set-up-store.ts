import { and, eq, isNull, max, sql } from 'drizzle-orm';
import type { Tx } from '../connection/database.js';
import { callScripts, departmentMembers, departments, devices, dids, people, presence } from '../schema/tables.js';

// Departments, their numbers and people are written by the database's owner alone: no role of a service may.

/** Whoever sets up at the same time waits until this transaction ends. */
export async function lockCompany(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table departments, people in share row exclusive mode`);
}

export async function findDepartmentByName(tx: Tx, name: string): Promise<{ id: string } | null> {
  const [found] = await tx.select({ id: departments.id }).from(departments).where(eq(departments.name, name)).limit(1);
  return found ?? null;
}

/** Whose number it is; null: not one of ours. */
export async function findDid(tx: Tx, e164: string): Promise<{ departmentId: string; department: string } | null> {
  const [found] = await tx
    .select({ departmentId: departments.id, department: departments.name })
    .from(dids)
    .innerJoin(departments, eq(departments.id, dids.departmentId))
    .where(eq(dids.e164, e164));
  return found ?? null;
}

/** Anybody who works here or ever did, by the address he signs in with, however it is typed. */
export async function findPersonByEmail(tx: Tx, email: string) {
  const [found] = await tx
    .select({ id: people.id, role: people.role, dismissedAt: people.dismissedAt })
    .from(people)
    .where(eq(sql`lower(${people.email})`, email.toLowerCase()));
  return found ?? null;
}

/** Whose telephone it is; null: nobody's yet. */
export async function findDevice(tx: Tx, address: string): Promise<{ personId: string } | null> {
  const [found] = await tx.select({ personId: devices.personId }).from(devices).where(eq(devices.address, address)).limit(1);
  return found ?? null;
}

export async function hasAnybody(tx: Tx): Promise<boolean> {
  return (await tx.select({ id: people.id }).from(people).limit(1)).length > 0;
}

/** A department with the first version of its script. */
export async function insertDepartment(
  tx: Tx,
  { scriptId, graph, ...department }: typeof departments.$inferInsert & { scriptId: string; graph: unknown },
): Promise<void> {
  await tx.insert(departments).values(department);
  await tx.insert(callScripts).values({ id: scriptId, departmentId: department.id, number: 1, graph });
}

/** False for a department that has an extension at the PBX: it keeps it. */
export async function saveMissingExtension(tx: Tx, id: string, extension: string): Promise<boolean> {
  const saved = await tx
    .update(departments)
    .set({ extension })
    .where(and(eq(departments.id, id), isNull(departments.extension)))
    .returning({ id: departments.id });
  return saved.length === 1;
}

export async function insertDid(tx: Tx, did: typeof dids.$inferInsert): Promise<void> {
  await tx.insert(dids).values(did);
}

export type NewPerson = typeof people.$inferInsert & { devices: readonly Omit<typeof devices.$inferInsert, 'personId'>[]; since: Date };

/** A person with his telephones, available from `since` on. */
export async function insertPerson(tx: Tx, { devices: telephones, since, ...person }: NewPerson): Promise<void> {
  await tx.insert(people).values(person);
  await tx.insert(presence).values({ personId: person.id, chosenAt: since });
  if (telephones.length > 0) await tx.insert(devices).values(telephones.map((telephone) => ({ ...telephone, personId: person.id })));
}

/** The last one of his department. */
export async function insertMember(tx: Tx, member: { departmentId: string; personId: string; inRingGroup: boolean }): Promise<void> {
  const [last] = await tx
    .select({ rank: max(departmentMembers.rank) })
    .from(departmentMembers)
    .where(eq(departmentMembers.departmentId, member.departmentId));
  await tx.insert(departmentMembers).values({ ...member, rank: (last?.rank ?? 0) + 1 });
}
