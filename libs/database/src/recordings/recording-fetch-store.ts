import type { RecordingFailure } from '@ringbase/domain';
import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import type { Audience } from '../news/outbox-store.js';
import { applications, callEvents, calls, recordings } from '../schema/tables.js';

export type DueRecording = {
  id: string;
  callId: string;
  provider: string;
  providerRecordingId: string;
  /** This attempt counted. */
  attempts: number;
  channels: number | null;
  durationSeconds: number | null;
  startedAt: Date;
};

const due = {
  id: recordings.id,
  callId: recordings.callId,
  provider: recordings.provider,
  providerRecordingId: sql<string>`${recordings.providerRecordingId}`,
  attempts: recordings.attempts,
  channels: recordings.channels,
  durationSeconds: recordings.durationSeconds,
  startedAt: recordings.startedAt,
};

/**
 * Claims up to `limit` recordings whose sound is to be fetched at `now`, until `leaseUntil`; each claim is an attempt. Rows another worker
 * holds are skipped, rows of one that died come again when its lease has ended.
 */
export async function claimDueRecordings(db: Db | Tx, now: Date, leaseUntil: Date, limit: number): Promise<DueRecording[]> {
  const claimable = db
    .select({ id: recordings.id })
    .from(recordings)
    .where(
      and(
        isNotNull(recordings.providerRecordingId),
        lte(recordings.nextAttemptAt, now),
        or(isNull(recordings.leaseUntil), lte(recordings.leaseUntil, now)),
      ),
    )
    .orderBy(asc(recordings.nextAttemptAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  return db
    .update(recordings)
    .set({ leaseUntil, attempts: sql`${recordings.attempts} + 1` })
    .where(sql`${recordings.id} in (${claimable})`)
    .returning(due);
}

/** Extends the lease of a claim that is still ours (it ends at `held`); false: it is not. */
export async function renewRecordingLease(db: Db | Tx, id: string, held: Date, until: Date): Promise<boolean> {
  const renewed = await db
    .update(recordings)
    .set({ leaseUntil: until })
    .where(and(eq(recordings.id, id), eq(recordings.leaseUntil, held)))
    .returning({ id: recordings.id });
  return renewed.length === 1;
}

/**
 * Writes an attempt that failed, if the claim is still ours (it ends at `held`). `nextAttemptAt` null: it was the last, and the recording shows
 * as failed.
 */
export async function saveFailedFetch(
  db: Db | Tx,
  id: string,
  held: Date,
  failed: { failure: RecordingFailure; nextAttemptAt: Date | null },
): Promise<boolean> {
  const saved = await db
    .update(recordings)
    .set({ ...failed, leaseUntil: null, ...(failed.nextAttemptAt === null ? { state: 'failed' as const } : {}) })
    .where(and(eq(recordings.id, id), eq(recordings.state, 'in-progress'), eq(recordings.leaseUntil, held)))
    .returning({ id: recordings.id });
  return saved.length === 1;
}

export type StoredSound = {
  storageKey: string;
  bytes: number;
  sha256: string;
  channels: number;
  durationSeconds: number;
  peaks: readonly (readonly number[])[];
};

/**
 * Attaches a stored recording to its call, client and application, once: false when it was attached before, or erased. Appends the call's event;
 * raising the call's version first makes whoever writes the call at this moment read it again.
 */
export async function attachRecording(
  tx: Tx,
  recording: Pick<DueRecording, 'id' | 'callId'>,
  sound: StoredSound,
  now: Date,
): Promise<boolean> {
  const [call] = await tx
    .update(calls)
    .set({ version: sql`${calls.version} + 1` })
    .where(eq(calls.id, recording.callId))
    .returning({ clientId: calls.clientId, applicationId: calls.applicationId });
  if (!call) return false;
  const attached = await tx
    .update(recordings)
    .set({ ...call, ...sound, state: 'attached', failure: null, nextAttemptAt: null, leaseUntil: null, attachedAt: now })
    .where(and(eq(recordings.id, recording.id), sql`${recordings.state} not in ('attached', 'erased')`))
    .returning({ id: recordings.id });
  if (attached.length === 0) return false;
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from call_events where call_id = ${recording.callId})`;
  await tx
    .insert(callEvents)
    .values({
      callId: recording.callId,
      number,
      key: `recording-attached:${recording.id}`,
      kind: 'recording-attached',
      body: { recordingId: recording.id },
      at: now,
    })
    .onConflictDoNothing({ target: [callEvents.callId, callEvents.key] });
  return true;
}

/** Whom a change of this recording concerns, and the application in whose history it stands. */
export async function readRecordingAudience(db: Db | Tx, id: string): Promise<{ applicationId: string | null; audience: Audience }> {
  const [row] = await db
    .select({
      applicationId: calls.applicationId,
      people: sql<string[]>`array_remove(array[${calls.intendedPersonId}, ${calls.answeredByPersonId}, ${applications.ownerId}], null)`,
      departments: sql<string[]>`array_remove(array[${calls.departmentId}, ${applications.departmentId}], null)`,
    })
    .from(recordings)
    .innerJoin(calls, eq(calls.id, recordings.callId))
    .leftJoin(applications, eq(applications.id, calls.applicationId))
    .where(eq(recordings.id, id));
  if (!row) return { applicationId: null, audience: { people: [], departments: [] } };
  return { applicationId: row.applicationId, audience: { people: [...new Set(row.people)], departments: [...new Set(row.departments)] } };
}
