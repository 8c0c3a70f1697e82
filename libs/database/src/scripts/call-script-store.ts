import type { CallScript, ScriptReferences } from '@ringbase/domain';
import { and, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { applications, applicationTypes, callScriptDrafts, callScripts, clients, dids, people, sounds } from '../schema/tables.js';

const version = {
  id: callScripts.id,
  number: callScripts.number,
  publishedAt: callScripts.createdAt,
  publishedBy: { id: people.id, name: people.name },
  note: callScripts.note,
};

/** The published versions of a department's script, newest first. */
export async function listScriptVersions(db: Db | Tx, departmentId: string) {
  return db
    .select(version)
    .from(callScripts)
    .leftJoin(people, eq(people.id, callScripts.publishedBy))
    .where(eq(callScripts.departmentId, departmentId))
    .orderBy(desc(callScripts.number));
}
export type ScriptVersionRow = Awaited<ReturnType<typeof listScriptVersions>>[number];

/** One published version, or the newest; null where there is none. */
export async function findScriptVersion(db: Db | Tx, departmentId: string, number: number | 'newest') {
  const [found] = await db
    .select({ ...version, script: sql<CallScript>`${callScripts.graph}` })
    .from(callScripts)
    .leftJoin(people, eq(people.id, callScripts.publishedBy))
    .where(and(eq(callScripts.departmentId, departmentId), number === 'newest' ? undefined : eq(callScripts.number, number)))
    .orderBy(desc(callScripts.number))
    .limit(1);
  return found ?? null;
}

/** Everything that a department's calls have ever run on, save the script that ships. */
export async function listPublishedScripts(db: Db | Tx, departmentId: string): Promise<CallScript[]> {
  const rows = await db
    .select({ script: sql<CallScript>`${callScripts.graph}` })
    .from(callScripts)
    .where(eq(callScripts.departmentId, departmentId));
  return rows.map(({ script }) => script);
}

/** The draft of a department's script; null: there is none, or it may not be seen. `hold` keeps others from changing it until the transaction ends. */
export async function findScriptDraft(db: Db | Tx, departmentId: string, { hold = false }: { hold?: boolean } = {}) {
  const query = db
    .select({
      script: sql<CallScript>`${callScriptDrafts.graph}`,
      version: callScriptDrafts.version,
      updatedAt: callScriptDrafts.updatedAt,
      updatedBy: { id: people.id, name: people.name },
    })
    .from(callScriptDrafts)
    .innerJoin(people, eq(people.id, callScriptDrafts.updatedBy))
    .where(eq(callScriptDrafts.departmentId, departmentId));
  const [found] = await (hold ? query.for('update', { of: callScriptDrafts }) : query);
  return found ?? null;
}
export type ScriptDraftRow = NonNullable<Awaited<ReturnType<typeof findScriptDraft>>>;

export type DraftWrite = { departmentId: string; script: CallScript; version: number; updatedBy: string; updatedAt: Date };

/** Writes the draft over the version that was read, null for none. False: it is another by now, and nothing is written. */
export async function saveScriptDraft(tx: Tx, draft: DraftWrite, readVersion: number | null): Promise<boolean> {
  const { script: graph, ...row } = draft;
  if (readVersion === null) {
    const added = await tx
      .insert(callScriptDrafts)
      .values({ ...row, graph })
      .onConflictDoNothing()
      .returning({ version: callScriptDrafts.version });
    return added.length > 0;
  }
  const changed = await tx
    .update(callScriptDrafts)
    .set({ graph, version: row.version, updatedBy: row.updatedBy, updatedAt: row.updatedAt })
    .where(and(eq(callScriptDrafts.departmentId, row.departmentId), eq(callScriptDrafts.version, readVersion)))
    .returning({ version: callScriptDrafts.version });
  return changed.length > 0;
}

/** False: the draft is another by now, or gone. */
export async function deleteScriptDraft(tx: Tx, departmentId: string, readVersion: number): Promise<boolean> {
  const gone = await tx
    .delete(callScriptDrafts)
    .where(and(eq(callScriptDrafts.departmentId, departmentId), eq(callScriptDrafts.version, readVersion)))
    .returning({ version: callScriptDrafts.version });
  return gone.length > 0;
}

export type NewScriptVersion = { id: string; departmentId: string; script: CallScript; publishedBy: string; note: string; at: Date };

/** A new version after all others; its number. Null: another was published at the same moment. */
export async function insertScriptVersion(tx: Tx, { script: graph, at, ...row }: NewScriptVersion): Promise<number | null> {
  const [last] = await tx
    .select({ number: max(callScripts.number) })
    .from(callScripts)
    .where(eq(callScripts.departmentId, row.departmentId));
  const [added] = await tx
    .insert(callScripts)
    .values({ ...row, graph, number: (last?.number ?? 0) + 1, createdAt: at })
    .onConflictDoNothing()
    .returning({ number: callScripts.number });
  return added?.number ?? null;
}

/** What there is of what a script speaks of: people who work here, the department's sounds, types of applications. */
export async function findReferenced(db: Db | Tx, departmentId: string, { people: persons, sounds: heard, types }: ScriptReferences) {
  const none = Promise.resolve([] as { id: string }[]);
  const [foundPeople, foundSounds, foundTypes] = [
    await (persons.length === 0
      ? none
      : db
          .select({ id: people.id })
          .from(people)
          .where(and(inArray(people.id, [...persons]), isNull(people.dismissedAt)))),
    await (heard.length === 0
      ? none
      : db
          .select({ id: sounds.id })
          .from(sounds)
          .where(and(inArray(sounds.id, [...heard]), eq(sounds.departmentId, departmentId), isNull(sounds.removedAt)))),
    await (types.length === 0
      ? none
      : db
          .select({ id: applicationTypes.id })
          .from(applicationTypes)
          .where(inArray(applicationTypes.id, [...types]))),
  ];
  const ids = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));
  return { people: ids(foundPeople), sounds: ids(foundSounds), types: ids(foundTypes) };
}

/** The numbers that a department is reached by. */
export async function listDepartmentNumbers(db: Db | Tx, departmentId: string): Promise<string[]> {
  const rows = await db.select({ e164: dids.e164 }).from(dids).where(eq(dids.departmentId, departmentId)).orderBy(dids.e164);
  return rows.map(({ e164 }) => e164);
}

/** Which of these clients and applications the person may see. */
export async function listVisible(db: Db | Tx, clientIds: readonly string[], applicationIds: readonly string[]) {
  const seen = async (table: typeof clients | typeof applications, ids: readonly string[]) => {
    if (ids.length === 0) return new Set<string>();
    const rows = await db
      .select({ id: table.id })
      .from(table)
      .where(inArray(table.id, [...ids]));
    return new Set(rows.map(({ id }) => id));
  };
  return { clients: await seen(clients, clientIds), applications: await seen(applications, applicationIds) };
}
