import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { people, sounds } from '../schema/tables.js';

export type NewSound = {
  id: string;
  departmentId: string;
  name: string;
  storageKey: string;
  bytes: number;
  sha256: string;
  durationSeconds: number;
  uploadedBy: string;
  uploadedAt: Date;
};

export async function insertSound(tx: Tx, sound: NewSound): Promise<void> {
  await tx.insert(sounds).values(sound);
}

const shown = {
  id: sounds.id,
  departmentId: sounds.departmentId,
  name: sounds.name,
  bytes: sounds.bytes,
  durationSeconds: sounds.durationSeconds,
  uploadedBy: { id: people.id, name: people.name },
  uploadedAt: sounds.uploadedAt,
};

/** A department's sounds by name, without those that were removed. */
export async function listSoundRows(db: Db | Tx, departmentId: string) {
  return db
    .select(shown)
    .from(sounds)
    .innerJoin(people, eq(people.id, sounds.uploadedBy))
    .where(and(eq(sounds.departmentId, departmentId), isNull(sounds.removedAt)))
    .orderBy(asc(sounds.name), asc(sounds.id));
}
export type SoundRow = Awaited<ReturnType<typeof listSoundRows>>[number];

/** Where a department's sound lies; null for one that is not there or was removed. */
export async function findSound(db: Db | Tx, departmentId: string, id: string) {
  const [found] = await db
    .select({ storageKey: sounds.storageKey, bytes: sounds.bytes, sha256: sounds.sha256 })
    .from(sounds)
    .where(and(eq(sounds.id, id), eq(sounds.departmentId, departmentId), isNull(sounds.removedAt)));
  return found ?? null;
}

/** Where the sound lies that a call is played, whoever's it is: a call that runs still plays what has been removed since. */
export async function findPlayedSound(db: Db | Tx, id: string) {
  const [found] = await db
    .select({ storageKey: sounds.storageKey, bytes: sounds.bytes, sha256: sounds.sha256 })
    .from(sounds)
    .where(eq(sounds.id, id));
  return found ?? null;
}

/** Takes a sound away from the lists; false: somebody was faster. */
export async function removeSound(tx: Tx, id: string, at: Date): Promise<boolean> {
  const removed = await tx
    .update(sounds)
    .set({ removedAt: at })
    .where(and(eq(sounds.id, id), isNull(sounds.removedAt)))
    .returning({ id: sounds.id });
  return removed.length === 1;
}

/** Puts a removed sound back into the lists; false: there is nothing to put back. */
export async function restoreSound(tx: Tx, departmentId: string, id: string): Promise<boolean> {
  const restored = await tx
    .update(sounds)
    .set({ removedAt: null })
    .where(and(eq(sounds.id, id), eq(sounds.departmentId, departmentId), isNotNull(sounds.removedAt)))
    .returning({ id: sounds.id });
  return restored.length === 1;
}

export type SoundUse = { soundId: string; department: string; kind: 'published' | 'draft' | 'waiting' };

/** What plays these sounds: scripts that calls run by now, the drafts that may be seen, and departments to whoever waits. */
export async function listSoundUses(db: Db | Tx, soundIds: readonly string[]): Promise<SoundUse[]> {
  if (soundIds.length === 0) return [];
  const plays = (graph: string) =>
    sql`jsonb_path_exists(${sql.raw(graph)}, '$.** ? (@.soundId == $id)', jsonb_build_object('id', a.id::text))`;
  const asked = sql`unnest(${sql.param([...soundIds])}::uuid[]) a (id)`;
  const { rows } = await db.execute<SoundUse>(sql`
    select a.id as "soundId", d.name as department, 'published' as kind from ${asked} cross join departments d
      join lateral (select graph from call_scripts s where s.department_id = d.id order by s.number desc limit 1) s on ${plays('s.graph')}
    union all
    select a.id, d.name, 'draft' from ${asked} cross join departments d join call_script_drafts w on w.department_id = d.id and ${plays('w.graph')}
    union all
    select a.id, d.name, 'waiting' from ${asked} join departments d on d.hold_sound_id = a.id
    order by 2, 3 desc`);
  return rows;
}
