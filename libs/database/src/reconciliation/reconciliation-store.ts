import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte } from 'drizzle-orm';
import type { Database, Db, Tx } from '../connection/database.js';
import { reconciliationDifferences, reconciliations } from '../schema/tables.js';

export type NewRun = { id: string; startedAt: Date; since: Date; requestedBy: string | null };

/** Any number, the same for ever. */
const RECONCILER_LOCK = 7_405_002;

/** Does the work unless another process is at it; null then. The lock ends with the process, however it dies. */
export async function withReconcilerLock<T>(database: Database, work: () => Promise<T>): Promise<T | null> {
  const client = await database.pool.connect();
  // Until the server has said otherwise it may hold the lock for this connection, or take it once it is awake: a connection that is closed lets it go.
  let broken = true;
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [RECONCILER_LOCK]);
    if (rows[0]?.mine !== true) {
      broken = false;
      return null;
    }
    try {
      return await work();
    } finally {
      broken = await client.query('select pg_advisory_unlock($1)', [RECONCILER_LOCK]).then(
        () => false,
        () => true,
      );
    }
  } finally {
    client.release(broken);
  }
}

/** Begins a run, or takes one up that was asked for. */
export async function insertRun(db: Db | Tx, run: NewRun): Promise<void> {
  await db.insert(reconciliations).values(run).onConflictDoNothing();
}

export async function finishRun(
  db: Db | Tx,
  id: string,
  done: { finishedAt: Date; callsSeen: number; recordingsSeen: number },
): Promise<void> {
  await db.update(reconciliations).set(done).where(eq(reconciliations.id, id));
}

/** Milliseconds: how far back a run looks whose row does not tell. */
const A_DAY = 86_400_000;

/** Runs that somebody asked for before `askedBefore` and that never came to their end, oldest first. */
export async function listUnfinishedRuns(
  db: Db | Tx,
  askedBefore: Date,
): Promise<{ id: string; since: Date; requestedBy: string | null }[]> {
  const runs = await db
    .select()
    .from(reconciliations)
    .where(and(isNotNull(reconciliations.requestedBy), isNull(reconciliations.finishedAt), lt(reconciliations.startedAt, askedBefore)))
    .orderBy(asc(reconciliations.startedAt));
  return runs.map(({ id, startedAt, since, requestedBy }) => ({ id, since: since ?? new Date(startedAt.getTime() - A_DAY), requestedBy }));
}

/** When the last of the looks every five minutes that came to its end began, of those not later than `until`. */
export async function findLastRegularRun(db: Db | Tx, until: Date): Promise<Date | null> {
  const [last] = await db
    .select({ startedAt: reconciliations.startedAt })
    .from(reconciliations)
    .where(
      and(
        isNull(reconciliations.requestedBy),
        isNull(reconciliations.night),
        isNotNull(reconciliations.finishedAt),
        lte(reconciliations.startedAt, until),
      ),
    )
    .orderBy(desc(reconciliations.startedAt))
    .limit(1);
  return last?.startedAt ?? null;
}

/** The newest runs, or these, with what each found. */
export async function listRuns(db: Db | Tx, ids: readonly string[] | null, limit: number) {
  const runs = await db
    .select()
    .from(reconciliations)
    .where(ids ? inArray(reconciliations.id, [...ids]) : undefined)
    .orderBy(desc(reconciliations.startedAt))
    .limit(limit);
  if (runs.length === 0) return [];
  const found = await db
    .select()
    .from(reconciliationDifferences)
    .where(
      inArray(
        reconciliationDifferences.runId,
        runs.map((run) => run.id),
      ),
    )
    .orderBy(asc(reconciliationDifferences.foundAt), asc(reconciliationDifferences.id));
  return runs.map((run) => ({ ...run, differences: found.filter((difference) => difference.runId === run.id) }));
}
export type RunRow = Awaited<ReturnType<typeof listRuns>>[number];
