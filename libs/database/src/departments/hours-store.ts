import type { WorkingHours } from '@ringbase/domain';
import { eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departments } from '../schema/tables.js';

/** When a department answers, by the clock of its zone; `hours` null: always. Null: there is no such department. */
export async function findHours(db: Db | Tx, departmentId: string) {
  const [found] = await db
    .select({ hours: sql<Omit<WorkingHours, 'timeZone'> | null>`${departments.hours}`, timeZone: departments.timeZone })
    .from(departments)
    .where(eq(departments.id, departmentId));
  return found ?? null;
}

/** False: it is not the person's to write, or not there. */
export async function updateHours(tx: Tx, departmentId: string, hours: Omit<WorkingHours, 'timeZone'> | null): Promise<boolean> {
  const changed = await tx.update(departments).set({ hours }).where(eq(departments.id, departmentId)).returning({ id: departments.id });
  return changed.length > 0;
}
