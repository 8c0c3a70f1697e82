import type { LegState, RecordingFailure, RecordingState } from '@ringbase/domain';
import { and, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, min, ne, or } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callEvents, callInvitations, calls, dialIntents, legs, queueOffers, recordings } from '../schema/tables.js';
import { chosenProvider, type ProviderChoice } from './provider-choice.js';

/** How far each of these legs has come here, by the provider's id; unknown ones are missing from the map. */
export async function findLegStates(db: Db | Tx, provider: string, providerCallIds: readonly string[]): Promise<Map<string, LegState>> {
  if (providerCallIds.length === 0) return new Map();
  const rows = await db
    .select({ id: legs.providerCallId, state: legs.state })
    .from(legs)
    .where(and(eq(legs.provider, provider), inArray(legs.providerCallId, [...providerCallIds])));
  return new Map(rows.map((row) => [row.id, row.state]));
}

/** The call that each of these legs belongs to: one that was made for a call is a call of its own at the provider. */
export async function findCallsOfLegs(db: Db | Tx, provider: string, providerCallIds: readonly string[]): Promise<Map<string, string>> {
  if (providerCallIds.length === 0) return new Map();
  const rows = await db
    .select({ id: legs.providerCallId, callId: legs.callId })
    .from(legs)
    .where(and(eq(legs.provider, provider), inArray(legs.providerCallId, [...providerCallIds])));
  // One of which nobody has told yet is known by what it was made for: the wish of somebody on the call, or a caller who waits.
  const invited = await db
    .select({ id: callInvitations.providerCallId, callId: callInvitations.callId })
    .from(callInvitations)
    .where(inArray(callInvitations.providerCallId, [...providerCallIds]));
  const offered = await db
    .select({ id: queueOffers.providerCallId, callId: queueOffers.callId })
    .from(queueOffers)
    .where(inArray(queueOffers.providerCallId, [...providerCallIds]));
  return new Map([...invited, ...offered, ...rows].flatMap((row) => (row.id === null ? [] : [[row.id, row.callId]])));
}

/** The click that each of these calls of the provider's is. */
export async function findIntentsOfCalls(db: Db | Tx, providerCallIds: readonly string[]): Promise<Map<string, string>> {
  if (providerCallIds.length === 0) return new Map();
  const rows = await db
    .select({ id: dialIntents.id, providerCallId: dialIntents.providerCallId })
    .from(dialIntents)
    .where(inArray(dialIntents.providerCallId, [...providerCallIds]));
  return new Map(rows.flatMap((row) => (row.providerCallId === null ? [] : [[row.providerCallId, row.id]])));
}

export type KnownRecording = { id: string; callId: string; state: RecordingState; due: boolean; failure: RecordingFailure | null };

/** What is known here of these recordings, by the provider's id. */
export async function findKnownRecordings(db: Db | Tx, provider: string, ids: readonly string[]): Promise<Map<string, KnownRecording>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      rowId: recordings.id,
      id: recordings.providerRecordingId,
      callId: recordings.callId,
      state: recordings.state,
      failure: recordings.failure,
      nextAttemptAt: recordings.nextAttemptAt,
    })
    .from(recordings)
    .where(and(eq(recordings.provider, provider), inArray(recordings.providerRecordingId, [...ids])));
  return new Map(
    rows.flatMap(({ rowId, id, nextAttemptAt, ...row }) => (id === null ? [] : [[id, { ...row, id: rowId, due: nextAttemptAt !== null }]])),
  );
}

export async function findKnownCalls(db: Db | Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: calls.id })
    .from(calls)
    .where(inArray(calls.id, [...ids]));
  return new Set(rows.map((row) => row.id));
}

const awaited = and(inArray(recordings.state, ['expected', 'in-progress']), isNull(recordings.nextAttemptAt));

/**
 * When the oldest call or recording of a provider began that is not over here; null: nothing is open. A recording that has a name there is not waited for
 * once its call has ended before `overdueBefore`: it is asked for by that name, so no list has to reach back to it.
 */
export async function findOldestOpen(db: Db | Tx, provider: string, overdueBefore: Date): Promise<Date | null> {
  const [call] = await db
    .select({ at: min(calls.startedAt) })
    .from(calls)
    .where(and(eq(calls.provider, provider), ne(calls.state, 'ended')));
  const [recording] = await db
    .select({ at: min(recordings.startedAt) })
    .from(recordings)
    .innerJoin(calls, eq(calls.id, recordings.callId))
    .where(
      and(
        eq(recordings.provider, provider),
        awaited,
        or(isNull(recordings.providerRecordingId), isNull(calls.endedAt), gt(calls.endedAt, overdueBefore)),
      ),
    );
  const open = [call?.at, recording?.at].filter((at) => at instanceof Date).map((at) => at.getTime());
  return open.length === 0 ? null : new Date(Math.min(...open));
}

export type AwaitedRecording = { id: string; callId: string; provider: string; providerRecordingId: string | null };

/**
 * The chosen providers' recordings that are still awaited though their call ended before `endedBefore`: those begun since `since`, and whichever can be
 * asked for because the provider has named them.
 */
export async function listOverdueRecordings(db: Db | Tx, of: ProviderChoice, since: Date, endedBefore: Date): Promise<AwaitedRecording[]> {
  return db
    .select({
      id: recordings.id,
      callId: recordings.callId,
      provider: recordings.provider,
      providerRecordingId: recordings.providerRecordingId,
    })
    .from(recordings)
    .innerJoin(calls, eq(calls.id, recordings.callId))
    .where(
      and(
        chosenProvider(recordings.provider, of),
        awaited,
        lte(calls.endedAt, endedBefore),
        or(isNotNull(recordings.providerRecordingId), gte(recordings.startedAt, since)),
      ),
    );
}

/** Recordings of calls of the period that failed here for good though they had an id at the provider, by that id. */
export async function listFailedRecordings(
  db: Db | Tx,
  provider: string,
  period: { from: Date; until: Date },
): Promise<{ providerRecordingId: string; callId: string; failure: RecordingFailure | null }[]> {
  const rows = await db
    .select({ providerRecordingId: recordings.providerRecordingId, callId: recordings.callId, failure: recordings.failure })
    .from(recordings)
    .where(
      and(
        eq(recordings.provider, provider),
        eq(recordings.state, 'failed'),
        gte(recordings.startedAt, period.from),
        lt(recordings.startedAt, period.until),
      ),
    );
  return rows.flatMap(({ providerRecordingId, ...row }) => (providerRecordingId === null ? [] : [{ ...row, providerRecordingId }]));
}

/** Milliseconds around a call of which nothing is written in which another's answer from memory says that the database was away. */
const NEAR = 2 * 60_000;

/** Whether this call was answered from memory; of one that nothing was written of (`missing`), whether another was about its time. */
export async function wasAnsweredStatically(
  db: Db | Tx,
  call: { callId: string; missing: { from: Date; until: Date } | null },
): Promise<boolean> {
  const near =
    call.missing === null
      ? undefined
      : and(
          gte(calls.startedAt, new Date(call.missing.from.getTime() - NEAR)),
          lt(calls.startedAt, new Date(call.missing.until.getTime() + NEAR)),
        );
  const [found] = await db
    .select({ id: calls.id })
    .from(calls)
    .innerJoin(callEvents, eq(callEvents.callId, calls.id))
    .where(
      and(near === undefined ? eq(calls.id, call.callId) : or(eq(calls.id, call.callId), near), eq(callEvents.kind, 'static-answer-given')),
    )
    .limit(1);
  return found !== undefined;
}

/** Has a recording fetched (again) at once. Its id; null for one that is settled well. */
export async function saveRecordingDue(db: Db | Tx, provider: string, providerRecordingId: string, at: Date): Promise<string | null> {
  const [saved] = await db
    .update(recordings)
    .set({ state: 'in-progress', failure: null, attempts: 0, nextAttemptAt: at, leaseUntil: null })
    .where(
      and(
        eq(recordings.provider, provider),
        eq(recordings.providerRecordingId, providerRecordingId),
        inArray(recordings.state, ['expected', 'in-progress', 'failed']),
      ),
    )
    .returning({ id: recordings.id });
  return saved?.id ?? null;
}

/** Gives an awaited recording up; false when it has come meanwhile. */
export async function saveAbsent(db: Db | Tx, id: string): Promise<boolean> {
  const saved = await db
    .update(recordings)
    .set({ state: 'absent' })
    .where(and(eq(recordings.id, id), awaited))
    .returning({ id: recordings.id });
  return saved.length === 1;
}
