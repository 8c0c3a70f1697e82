import type { BlockedCallerKind } from '@ringbase/domain';
import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { behind, type Cursor, renderCursor } from '../access/keyset.js';
import type { Db, Tx } from '../connection/database.js';
import { blockedCallers, calls, departments, people } from '../schema/tables.js';

const blocker = alias(people, 'blocker');
const ender = alias(people, 'ender');

export type NewBlockedCaller = {
  id: string;
  kind: BlockedCallerKind;
  e164: string | null;
  departmentId: string | null;
  reason: string;
  blockedBy: string;
  blockedAt: Date;
  until: Date | null;
  callId: string | null;
};

const isLive = (now: Date): SQL | undefined =>
  and(isNull(blockedCallers.endedAt), or(isNull(blockedCallers.until), gt(blockedCallers.until, now)));
const isOver = (now: Date): SQL | undefined => or(isNotNull(blockedCallers.endedAt), lte(blockedCallers.until, now));

/** Blocks that turn callers away at `now`, or those that no longer do, newest first, and where the next page begins. */
export async function listBlockedCallerRows(
  db: Db | Tx,
  state: 'live' | 'over',
  now: Date,
  page: { cursor: Cursor | null; limit: number },
) {
  const after = page.cursor
    ? behind(sql`${blockedCallers.blockedAt}`, sql`${blockedCallers.id}`, 'timestamptz', 'desc', page.cursor)
    : undefined;
  const rows = await selectBlocked(db)
    .where(and(state === 'live' ? isLive(now) : isOver(now), after))
    .orderBy(desc(blockedCallers.blockedAt), desc(blockedCallers.id))
    .limit(page.limit + 1);
  const items = await withStoppedCalls(db, rows.slice(0, page.limit));
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? renderCursor({ value: last.blockedAt.toISOString(), id: last.id }) : null };
}

/** Null: there is none, or none that may be seen. */
export async function findBlockedCaller(db: Db | Tx, id: string) {
  const [found] = await withStoppedCalls(db, await selectBlocked(db).where(eq(blockedCallers.id, id)));
  return found ?? null;
}
export type BlockedCallerRow = Awaited<ReturnType<typeof listBlockedCallerRows>>['items'][number];

/** Whom a block is about, and where. */
export type BlockedWhom = Pick<NewBlockedCaller, 'kind' | 'e164' | 'departmentId'>;

/** Whoever blocks the same caller at the same time waits until this transaction ends. */
export async function lockBlockedCaller(tx: Tx, { kind, e164, departmentId }: BlockedWhom): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`blocked-caller:${kind}:${e164}:${departmentId}`}, 0))`);
}

/** The person's block of just this caller that turns him away at `now`; null: none. One that came by itself is no such, since it ends by itself. */
export async function findLiveBlock(db: Db | Tx, { kind, e164, departmentId }: BlockedWhom, now: Date): Promise<{ id: string } | null> {
  const [found] = await db
    .select({ id: blockedCallers.id })
    .from(blockedCallers)
    .where(
      and(
        eq(blockedCallers.origin, 'person'),
        eq(blockedCallers.kind, kind),
        e164 === null ? isNull(blockedCallers.e164) : eq(blockedCallers.e164, e164),
        departmentId === null ? isNull(blockedCallers.departmentId) : eq(blockedCallers.departmentId, departmentId),
        isLive(now),
      ),
    )
    .limit(1);
  return found ?? null;
}

export async function insertBlockedCaller(tx: Tx, block: NewBlockedCaller): Promise<void> {
  await tx.insert(blockedCallers).values({ ...block, origin: 'person' });
}

/** Ends a block, or takes its end back (null). */
export async function setBlockEnd(tx: Tx, id: string, end: { at: Date; by: string } | null): Promise<void> {
  await tx
    .update(blockedCallers)
    .set({ endedAt: end?.at ?? null, endedBy: end?.by ?? null })
    .where(eq(blockedCallers.id, id));
}

/** The number that phoned, and where it was dialled; null: no such call, or none that may be seen. */
export async function findCallerOfCall(db: Db | Tx, callId: string): Promise<{ e164: string | null } | null> {
  const [found] = await db.select({ direction: calls.direction, e164: calls.callerE164 }).from(calls).where(eq(calls.id, callId));
  return found ? { e164: found.direction === 'inbound' ? found.e164 : null } : null;
}

function selectBlocked(db: Db | Tx) {
  return db
    .select({
      id: blockedCallers.id,
      kind: blockedCallers.kind,
      e164: blockedCallers.e164,
      department: { id: departments.id, name: departments.name },
      reason: blockedCallers.reason,
      origin: blockedCallers.origin,
      rateCalls: blockedCallers.rateCalls,
      rateMinutes: blockedCallers.rateMinutes,
      blockedBy: { id: blocker.id, name: blocker.name },
      blockedAt: blockedCallers.blockedAt,
      until: blockedCallers.until,
      endedBy: { id: ender.id, name: ender.name },
      endedAt: blockedCallers.endedAt,
      callId: blockedCallers.callId,
    })
    .from(blockedCallers)
    .leftJoin(departments, eq(departments.id, blockedCallers.departmentId))
    .leftJoin(blocker, eq(blocker.id, blockedCallers.blockedBy))
    .leftJoin(ender, eq(ender.id, blockedCallers.endedBy));
}

async function withStoppedCalls<R extends { id: string }>(db: Db | Tx, rows: readonly R[]) {
  if (rows.length === 0) return [];
  const stopped = await db
    .select({
      blockedCallerId: calls.blockedCallerId,
      count: sql<number>`count(*)::int`,
      lastAt: sql`max(${calls.startedAt})`.mapWith(calls.startedAt),
    })
    .from(calls)
    .where(
      inArray(
        calls.blockedCallerId,
        rows.map((row) => row.id),
      ),
    )
    .groupBy(calls.blockedCallerId);
  const byBlock = new Map(stopped.map(({ blockedCallerId, ...tally }) => [blockedCallerId, tally]));
  return rows.map((row) => ({ ...row, stoppedCalls: byBlock.get(row.id)?.count ?? 0, lastStoppedAt: byBlock.get(row.id)?.lastAt ?? null }));
}
