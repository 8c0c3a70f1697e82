import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departmentMembers, departments, people, sounds } from '../schema/tables.js';

/** What a department speaks, by which clock it lives and what its callers hear. Null: there is no such department. */
export async function findDepartmentSettings(db: Db | Tx, departmentId: string) {
  const [found] = await db
    .select({
      department: { id: departments.id, name: departments.name },
      language: departments.language,
      timeZone: departments.timeZone,
      recordingAnnouncement: departments.recordingAnnouncement,
      wrapUpSeconds: departments.wrapUpSeconds,
      holdSound: { id: sounds.id, name: sounds.name },
    })
    .from(departments)
    .leftJoin(sounds, eq(sounds.id, departments.holdSoundId))
    .where(eq(departments.id, departmentId));
  return found ?? null;
}

export type DepartmentSettingsChange = Pick<
  typeof departments.$inferInsert,
  'language' | 'timeZone' | 'recordingAnnouncement' | 'wrapUpSeconds' | 'holdSoundId'
>;

/** False: it is not the person's to write, or not there. */
export async function saveDepartmentSettings(tx: Tx, departmentId: string, settings: DepartmentSettingsChange): Promise<boolean> {
  const saved = await tx.update(departments).set(settings).where(eq(departments.id, departmentId)).returning({ id: departments.id });
  return saved.length === 1;
}

/** Who may be rung for a department, in the order of ringing, with whether he is; its curators never are. */
export async function listRingMembers(db: Db | Tx, departmentId: string) {
  return db
    .select({ person: { id: people.id, name: people.name }, role: people.role, ringing: departmentMembers.inRingGroup })
    .from(departmentMembers)
    .innerJoin(people, eq(people.id, departmentMembers.personId))
    .where(and(eq(departmentMembers.departmentId, departmentId), isNull(people.dismissedAt), ne(people.role, 'curator')))
    .orderBy(asc(departmentMembers.rank), asc(people.id));
}

/** One member's place in the order of ringing, and whether he is rung. */
export async function saveRingPlace(
  tx: Tx,
  departmentId: string,
  personId: string,
  place: { rank: number; inRingGroup: boolean },
): Promise<void> {
  await tx
    .update(departmentMembers)
    .set(place)
    .where(and(eq(departmentMembers.departmentId, departmentId), eq(departmentMembers.personId, personId)));
}
