import type { DifferenceCause, DifferenceKind, DifferenceState, RecordingState } from '@ringbase/domain';
import { and, desc, eq, exists, inArray, like, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { behind, type Cursor, renderCursor } from '../access/keyset.js';
import type { Db, Tx } from '../connection/database.js';
import { calls, people, reconciliationDifferences, recordings } from '../schema/tables.js';

export type FoundDifference = {
  id: string;
  runId: string;
  kind: DifferenceKind;
  provider: string;
  providerId: string;
  callId: string | null;
  cause: DifferenceCause;
  repaired: boolean;
  foundAt: Date;
};

/**
 * Keeps a difference. One that a person is asked about already, or has dismissed, is not written anew; one that could be repaired now closes the row
 * that asked for a person. False when nothing was written.
 */
export async function saveDifference(db: Db | Tx, found: FoundDifference): Promise<boolean> {
  const { id, runId, kind, provider, providerId, callId, cause, repaired, foundAt } = found;
  if (repaired) {
    const closed = await db
      .update(reconciliationDifferences)
      .set({ state: 'repaired-by-itself', repaired: true, closedAt: foundAt })
      .where(and(isThing(kind, providerId), eq(reconciliationDifferences.state, 'needs-person')))
      .returning({ id: reconciliationDifferences.id });
    if (closed.length > 0) return true;
    await db.insert(reconciliationDifferences).values({ ...found, state: 'repaired-by-itself', closedAt: foundAt });
    return true;
  }
  const { rowCount } = await db.execute(sql`
    insert into reconciliation_differences (id, run_id, kind, provider, provider_id, call_id, cause, state, repaired, found_at)
    select ${id}, ${runId}, ${kind}, ${provider}, ${providerId}, ${callId}, ${cause}, 'needs-person', false, ${foundAt.toISOString()}
    where not exists (select from reconciliation_differences known
      where known.kind = ${kind} and known.provider_id = ${providerId} and known.state in ('needs-person', 'dismissed'))
    on conflict do nothing`);
  return rowCount === 1;
}

/**
 * Differences that needed a person and have come right meanwhile: the call is over, the recording is attached, absent or erased. One that is not attached
 * is not settled by being absent here, since that may be what differs: who learns of its absence there closes it.
 */
export async function closeSettledDifferences(db: Db | Tx, at: Date): Promise<void> {
  const { kind, provider, providerId, callId, state } = reconciliationDifferences;
  const callIsOver = exists(
    db
      .select({ one: sql`1` })
      .from(calls)
      .where(and(eq(calls.id, callId), eq(calls.state, 'ended'))),
  );
  const recordingIs = (states: RecordingState[]) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(recordings)
        .where(and(eq(recordings.provider, provider), eq(recordings.providerRecordingId, providerId), inArray(recordings.state, states))),
    );
  const settled = or(
    and(eq(kind, 'call-open-here'), callIsOver),
    and(like(kind, 'recording-%'), recordingIs(['attached', 'erased'])),
    and(inArray(kind, ['recording-missing-here', 'recording-failed']), recordingIs(['absent'])),
  );
  await db
    .update(reconciliationDifferences)
    .set({ state: 'repaired-by-itself', repaired: true, closedAt: at })
    .where(and(eq(state, 'needs-person'), settled));
}

export type DifferenceFilter = Partial<{ state: DifferenceState; kind: DifferenceKind; cause: DifferenceCause }>;

const closer = alias(people, 'closer');
const select = (db: Db | Tx) =>
  db
    .select({
      id: reconciliationDifferences.id,
      runId: reconciliationDifferences.runId,
      kind: reconciliationDifferences.kind,
      provider: reconciliationDifferences.provider,
      providerId: reconciliationDifferences.providerId,
      callId: reconciliationDifferences.callId,
      cause: reconciliationDifferences.cause,
      state: reconciliationDifferences.state,
      repaired: reconciliationDifferences.repaired,
      foundAt: reconciliationDifferences.foundAt,
      closedBy: { id: closer.id, name: closer.name },
      closedAt: reconciliationDifferences.closedAt,
      note: reconciliationDifferences.note,
    })
    .from(reconciliationDifferences)
    .leftJoin(closer, eq(closer.id, reconciliationDifferences.closedBy));
export type DifferenceRow = Awaited<ReturnType<typeof select>>[number];

/** Differences, newest first, and where the next page begins. */
export async function listDifferenceRows(db: Db | Tx, filter: DifferenceFilter, page: { cursor: Cursor | null; limit: number }) {
  const { foundAt, id } = reconciliationDifferences;
  const after = page.cursor ? behind(sql`${foundAt}`, sql`${id}`, 'timestamptz', 'desc', page.cursor) : undefined;
  const rows = await select(db)
    .where(and(conditionOf(filter), after))
    .orderBy(desc(foundAt), desc(id))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? renderCursor({ value: last.foundAt.toISOString(), id: last.id }) : null };
}

/** How many there are in all, counted up to `most`. */
export async function countDifferenceRows(db: Db | Tx, filter: DifferenceFilter, most: number): Promise<number> {
  const some = db
    .select({ id: reconciliationDifferences.id })
    .from(reconciliationDifferences)
    .where(conditionOf(filter))
    .limit(most)
    .as('some');
  const [counted] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  return counted?.count ?? 0;
}

export async function findDifference(db: Db | Tx, id: string): Promise<DifferenceRow | null> {
  const [found] = await select(db).where(eq(reconciliationDifferences.id, id));
  return found ?? null;
}

/** Closes one that needs a person; false when another was quicker. */
export async function closeDifference(
  db: Db | Tx,
  id: string,
  close: { state: 'repaired-by-person' | 'dismissed'; by: string; at: Date; note: string | null },
): Promise<boolean> {
  const closed = await db
    .update(reconciliationDifferences)
    .set({ state: close.state, repaired: close.state === 'repaired-by-person', closedBy: close.by, closedAt: close.at, note: close.note })
    .where(and(eq(reconciliationDifferences.id, id), eq(reconciliationDifferences.state, 'needs-person')))
    .returning({ id: reconciliationDifferences.id });
  return closed.length === 1;
}

const isThing = (kind: DifferenceKind, providerId: string) =>
  and(eq(reconciliationDifferences.kind, kind), eq(reconciliationDifferences.providerId, providerId));

function conditionOf({ state, kind, cause }: DifferenceFilter): SQL | undefined {
  return and(
    state ? eq(reconciliationDifferences.state, state) : undefined,
    kind ? eq(reconciliationDifferences.kind, kind) : undefined,
    cause ? eq(reconciliationDifferences.cause, cause) : undefined,
  );
}
