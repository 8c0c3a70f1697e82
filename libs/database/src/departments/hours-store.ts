import type { DepartmentOfPerson, WorkingHours } from '@ringbase/domain';
import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departmentMembers, departments } from '../schema/tables.js';

/** When a department answers, by the clock of its zone; `hours` null: always. Null: there is no such department. */
export async function findHours(db: Db | Tx, departmentId: string) {
  const [found] = await db
    .select({ hours: sql<Omit<WorkingHours, 'timeZone'> | null>`${departments.hours}`, timeZone: departments.timeZone })
    .from(departments)
    .where(eq(departments.id, departmentId));
  return found ?? null;
}

/** The departments that a person works in: their hours, and whether their scripts ask for them. */
export async function listHoursOf(db: Db | Tx, personId: string): Promise<DepartmentOfPerson[]> {
  const asks = sql<boolean>`coalesce((
    select jsonb_path_exists(s.graph, '$.blocks.*.when.** ? (@.kind == "open")')
    from call_scripts s where s.department_id = ${departments.id} order by s.number desc limit 1), false)`;
  return db
    .select({ hours: sql<DepartmentOfPerson['hours']>`${departments.hours}`, timeZone: departments.timeZone, scriptAsks: asks })
    .from(departmentMembers)
    .innerJoin(departments, eq(departments.id, departmentMembers.departmentId))
    .where(eq(departmentMembers.personId, personId));
}

/** False: it is not the person's to write, or not there. */
export async function updateHours(tx: Tx, departmentId: string, hours: Omit<WorkingHours, 'timeZone'> | null): Promise<boolean> {
  const changed = await tx.update(departments).set({ hours }).where(eq(departments.id, departmentId)).returning({ id: departments.id });
  return changed.length > 0;
}
