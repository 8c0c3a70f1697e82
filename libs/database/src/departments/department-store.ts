import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departmentMembers, departments, dids, people } from '../schema/tables.js';

/** All departments by name, each with its numbers. */
export async function listDepartmentRows(db: Db | Tx) {
  const rows = await db
    .select({ id: departments.id, name: departments.name, timeZone: departments.timeZone, region: departments.region })
    .from(departments)
    .orderBy(asc(departments.name), asc(departments.id));
  const numbers = await db.select().from(dids).orderBy(asc(dids.e164));
  return rows.map((row) => ({ ...row, numbers: numbers.filter((number) => number.departmentId === row.id) }));
}

export async function findDepartment(db: Db | Tx, id: string) {
  const [found] = await db
    .select({ id: departments.id, name: departments.name, region: departments.region })
    .from(departments)
    .where(eq(departments.id, id));
  return found ?? null;
}

/** Countries by whose habits numbers are typed here. */
export async function listRegions(db: Db | Tx): Promise<string[]> {
  const rows = await db.selectDistinct({ region: departments.region }).from(departments).orderBy(asc(departments.region));
  return rows.map((row) => row.region);
}

/** Who is rung for a department, in order; curators are not. */
export async function listRingGroup(db: Db | Tx, departmentId: string): Promise<string[]> {
  const rows = await db
    .select({ id: people.id })
    .from(departmentMembers)
    .innerJoin(people, eq(people.id, departmentMembers.personId))
    .where(
      and(
        eq(departmentMembers.departmentId, departmentId),
        eq(departmentMembers.inRingGroup, true),
        isNull(people.dismissedAt),
        ne(people.role, 'curator'),
      ),
    )
    .orderBy(asc(departmentMembers.rank), asc(people.id));
  return rows.map((row) => row.id);
}
