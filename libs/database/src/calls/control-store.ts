import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callControls, calls } from '../schema/tables.js';

export type ClaimedControl = { callId: string; dueAt: Date; attempts: number; recording: string | null };

/**
 * Takes up to `limit` calls with which something is to be done at `now`, for `lease` milliseconds. Those that another worker holds are left to it. A call that is
 * held is due as its lease ends, so that whatever wakes it meanwhile is seen, were it in the very moment of the claim.
 */
export async function claimDueControls(db: Db | Tx, now: Date, lease: number, limit: number): Promise<ClaimedControl[]> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + lease);
  const due = sql`select call_id from call_controls where due_at <= ${at} and (lease_until is null or lease_until <= ${at})
    order by due_at limit ${limit} for update skip locked`;
  return db
    .update(callControls)
    .set({ leaseUntil: until, dueAt: until })
    .where(sql`call_id in (${due})`)
    .returning({
      callId: callControls.callId,
      dueAt: sql<Date>`${callControls.dueAt}`.mapWith(callControls.dueAt),
      attempts: callControls.attempts,
      recording: callControls.recording,
    });
}

/** Gives a call back: it is due again at `next`, unless something has happened to it meanwhile, which makes it due at once. */
export async function releaseControl(db: Db | Tx, claimed: ClaimedControl, next: Date | null, attempts: number): Promise<void> {
  const due = claimed.dueAt.toISOString();
  await db
    .update(callControls)
    .set({
      leaseUntil: null,
      attempts: sql`case when due_at = ${due} then ${attempts}::int else 0 end`,
      dueAt: sql`case when due_at = ${due} then ${next?.toISOString() ?? null}::timestamptz else due_at end`,
    })
    .where(eq(callControls.callId, claimed.callId));
}

/** What the call's recording was told. */
export async function saveRecordingMark(db: Db | Tx, callId: string, recording: string): Promise<void> {
  await db.update(callControls).set({ recording }).where(eq(callControls.callId, callId));
}

/** Something may be to be done with this call. */
export async function wakeControl(db: Db | Tx, callId: string, at: Date): Promise<void> {
  await db
    .insert(callControls)
    .values({ callId, dueAt: at })
    .onConflictDoUpdate({ target: callControls.callId, set: { dueAt: at, attempts: 0 } });
}

/** Looks again at all calls in a conference that go on: whatever was to wake one may have been lost. */
export async function wakeOpenControls(db: Db | Tx, at: Date): Promise<void> {
  const open = sql`exists (select from ${calls} c where c.id = ${callControls.callId} and c.state <> 'ended')`;
  await db
    .update(callControls)
    .set({ dueAt: at })
    .where(and(isNull(callControls.dueAt), open));
}
