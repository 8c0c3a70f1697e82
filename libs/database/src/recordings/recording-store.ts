import { and, desc, eq, gt } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { listens, recordings } from '../schema/tables.js';

/** Null for one that does not exist or is not this person's to hear. */
export async function findRecording(db: Db | Tx, id: string) {
  const [found] = await db.select().from(recordings).where(eq(recordings.id, id));
  return found ?? null;
}
export type RecordingLine = NonNullable<Awaited<ReturnType<typeof findRecording>>>;

export type Listen = { id: string; recordingId: string; personId: string; at: Date };

/** Whether this person began to listen to it after `since`. */
export async function hasListenedSince(db: Db | Tx, recordingId: string, personId: string, since: Date): Promise<boolean> {
  const [last] = await db
    .select({ at: listens.at })
    .from(listens)
    .where(and(eq(listens.recordingId, recordingId), eq(listens.personId, personId), gt(listens.at, since)))
    .orderBy(desc(listens.at))
    .limit(1);
  return last !== undefined;
}

export async function insertListen(db: Db | Tx, listen: Listen): Promise<void> {
  await db.insert(listens).values(listen);
}

/** Puts a failed recording back to be fetched at `now`, its attempts begun anew; false when it has not failed (any more). */
export async function resetFailedRecording(db: Db | Tx, id: string, now: Date): Promise<boolean> {
  const reset = await db
    .update(recordings)
    .set({ state: 'in-progress', failure: null, attempts: 0, nextAttemptAt: now, leaseUntil: null })
    .where(and(eq(recordings.id, id), eq(recordings.state, 'failed')))
    .returning({ id: recordings.id });
  return reset.length === 1;
}
