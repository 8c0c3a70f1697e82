import { type CallDirection, type CallEvent, type CallOutcome, tracedEventKinds, triedEventKinds } from '@ringbase/domain';
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { behind, type Cursor, renderCursor } from '../access/keyset.js';
import { callsInScope, readScope } from '../access/scope-store.js';
import type { Db, Tx } from '../connection/database.js';
import { applications, callEvents, calls, clients, departments, legs, people, phones, recordings } from '../schema/tables.js';

const intended = alias(people, 'intended');
const answerer = alias(people, 'answerer');

export type CallFilter = {
  applicationId: string | null;
  clientId: string | null;
  /** Turned away by this block. */
  blockedCallerId: string | null;
  outcome: CallOutcome | null;
  direction: CallDirection | null;
  /** Of no application. */
  unassigned: boolean;
};

/** Calls of the person's, newest first, and where the next page begins. */
export async function listCallRows(db: Db | Tx, filter: CallFilter, page: { cursor: Cursor | null; limit: number }) {
  const narrow = filter.applicationId || filter.clientId ? undefined : callsInScope(await readScope(db));
  const after = page.cursor ? behind(sql`${calls.startedAt}`, sql`${calls.id}`, 'timestamptz', 'desc', page.cursor) : undefined;
  const rows = await selectCalls(db)
    .where(
      and(
        narrow,
        filter.applicationId ? eq(calls.applicationId, filter.applicationId) : undefined,
        filter.clientId ? eq(calls.clientId, filter.clientId) : undefined,
        filter.blockedCallerId ? eq(calls.blockedCallerId, filter.blockedCallerId) : undefined,
        filter.outcome ? eq(calls.outcome, filter.outcome) : undefined,
        filter.direction ? eq(calls.direction, filter.direction) : undefined,
        filter.unassigned ? isNull(calls.applicationId) : undefined,
        after,
      ),
    )
    .orderBy(sql`${calls.startedAt} desc nulls last`, sql`${calls.id} desc nulls last`)
    .limit(page.limit + 1);
  const items = await withRecordings(db, rows.slice(0, page.limit));
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? renderCursor({ value: last.startedAt.toISOString(), id: last.id }) : null };
}

/** These calls, those of them that may be seen, in no order. */
export async function listCallsById(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return withRecordings(db, await selectCalls(db).where(inArray(calls.id, [...ids])));
}
export type CallRow = Awaited<ReturnType<typeof listCallsById>>[number];

/** The events that a trace is told from, by call. */
export async function listTracedEvents(db: Db | Tx, callIds: readonly string[]): Promise<Map<string, CallEvent[]>> {
  const byCall = new Map<string, CallEvent[]>();
  if (callIds.length === 0) return byCall;
  const rungApart = db
    .select({ callId: callEvents.callId })
    .from(callEvents)
    .where(and(inArray(callEvents.callId, [...callIds]), inArray(callEvents.kind, ['queued', 'asked'])));
  const rows = await db
    .select({ callId: callEvents.callId, key: callEvents.key, kind: callEvents.kind, body: callEvents.body, at: callEvents.at })
    .from(callEvents)
    .where(
      and(
        inArray(callEvents.callId, [...callIds]),
        or(
          inArray(callEvents.kind, [...tracedEventKinds]),
          and(inArray(callEvents.kind, [...triedEventKinds]), inArray(callEvents.callId, rungApart)),
        ),
      ),
    )
    .orderBy(asc(callEvents.callId), asc(callEvents.number));
  for (const { callId, ...event } of rows) byCall.set(callId, [...(byCall.get(callId) ?? []), event as CallEvent]);
  return byCall;
}

export async function listLegs(db: Db | Tx, callId: string) {
  return db
    .select({
      id: legs.id,
      role: legs.role,
      person: { id: people.id, name: people.name },
      device: legs.deviceKind,
      state: legs.state,
      outcome: legs.outcome,
      startedAt: legs.startedAt,
      answeredAt: legs.answeredAt,
      endedAt: legs.endedAt,
    })
    .from(legs)
    .leftJoin(people, eq(people.id, legs.personId))
    .where(eq(legs.callId, callId))
    .orderBy(asc(legs.startedAt), asc(legs.id));
}

/** The recordings of these calls, in order of time. */
export async function listRecordingsOf(db: Db | Tx, callIds: readonly string[]) {
  if (callIds.length === 0) return [];
  return db
    .select()
    .from(recordings)
    .where(inArray(recordings.callId, [...callIds]))
    .orderBy(asc(recordings.startedAt), asc(recordings.id));
}

function selectCalls(db: Db | Tx) {
  return db
    .select({
      id: calls.id,
      direction: calls.direction,
      state: calls.state,
      outcome: calls.outcome,
      callerRaw: calls.callerRaw,
      callerE164: calls.callerE164,
      clientE164: phones.e164,
      dialled: calls.dialled,
      department: { id: departments.id, name: departments.name },
      client: { id: clients.id, name: clients.name },
      application: { id: applications.id, number: applications.number, title: applications.title },
      intended: { id: intended.id, name: intended.name },
      answeredBy: { id: answerer.id, name: answerer.name },
      startedAt: calls.startedAt,
      answeredAt: calls.answeredAt,
      endedAt: calls.endedAt,
      ringSeconds: calls.ringSeconds,
      talkSeconds: calls.talkSeconds,
      version: calls.version,
    })
    .from(calls)
    .leftJoin(departments, eq(departments.id, calls.departmentId))
    .leftJoin(clients, eq(clients.id, calls.clientId))
    .leftJoin(applications, eq(applications.id, calls.applicationId))
    .leftJoin(phones, eq(phones.id, calls.phoneId))
    .leftJoin(intended, eq(intended.id, calls.intendedPersonId))
    .leftJoin(answerer, eq(answerer.id, calls.answeredByPersonId));
}

async function withRecordings<R extends { id: string }>(db: Db | Tx, rows: readonly R[]) {
  const found = await listRecordingsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, recordings: found.filter((recording) => recording.callId === row.id) }));
}
