import {
  behaviourOf,
  type CallScript,
  type RecordedAnswer,
  type RecordedCall,
  type ReplayChange,
  type ReplayedCall,
  reaches,
  type TraceEntry,
} from '@ringbase/domain';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { behind, type Cursor, renderCursor } from '../access/keyset.js';
import type { Database, Db, Tx } from '../connection/database.js';
import { callScripts, people, scriptReplayCalls, scriptReplays } from '../schema/tables.js';
import type { StoredFacts } from './to-facts.js';

/** What has been counted so far, and the last call that was: whoever goes on begins behind it. */
export type ReplayResult = {
  counts: Record<ReplayChange, number>;
  /** Calls by how far they got before and after: `owner>message`. */
  matrix: Record<string, number>;
  last: { at: string; callId: string } | null;
};

const columns = {
  id: scriptReplays.id,
  departmentId: scriptReplays.departmentId,
  since: scriptReplays.since,
  until: scriptReplays.until,
  state: scriptReplays.state,
  failure: scriptReplays.failure,
  total: scriptReplays.total,
  replayed: scriptReplays.replayed,
  result: sql<ReplayResult | null>`${scriptReplays.result}`,
  requestedAt: scriptReplays.requestedAt,
  requestedBy: { id: people.id, name: people.name },
};

export type NewReplay = {
  id: string;
  departmentId: string;
  script: CallScript;
  since: Date;
  until: Date;
  requestedBy: string;
  requestedAt: Date;
};

export async function insertReplay(tx: Tx, { script: graph, ...row }: NewReplay): Promise<void> {
  await tx.insert(scriptReplays).values({ ...row, graph });
}

/** Null: there is none of this department, or it may not be seen. */
export async function findReplay(db: Db | Tx, departmentId: string, id: string) {
  const [found] = await db
    .select(columns)
    .from(scriptReplays)
    .innerJoin(people, eq(people.id, scriptReplays.requestedBy))
    .where(and(eq(scriptReplays.id, id), eq(scriptReplays.departmentId, departmentId)));
  return found ?? null;
}
export type ReplayRow = NonNullable<Awaited<ReturnType<typeof findReplay>>>;

/** A department's newest replays. */
export async function listReplays(db: Db | Tx, departmentId: string, limit: number): Promise<ReplayRow[]> {
  return db
    .select(columns)
    .from(scriptReplays)
    .innerJoin(people, eq(people.id, scriptReplays.requestedBy))
    .where(eq(scriptReplays.departmentId, departmentId))
    .orderBy(desc(scriptReplays.requestedAt), desc(scriptReplays.id))
    .limit(limit);
}

/** Calls of a replay that may be seen, newest first, and where the next page begins. */
export async function listReplayCalls(
  db: Db | Tx,
  replayId: string,
  change: Exclude<ReplayChange, 'same'> | null,
  page: { cursor: Cursor | null; limit: number },
) {
  const [at, callId] = [sql`${scriptReplayCalls.at}`, sql`${scriptReplayCalls.callId}`];
  const rows = await db
    .select()
    .from(scriptReplayCalls)
    .where(
      and(
        eq(scriptReplayCalls.replayId, replayId),
        change === null ? undefined : eq(scriptReplayCalls.change, change),
        page.cursor === null ? undefined : behind(at, callId, 'timestamptz', 'desc', page.cursor),
      ),
    )
    .orderBy(sql`${at} desc`, sql`${callId} desc`)
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, next: rows.length > page.limit && last ? renderCursor({ value: last.at.toISOString(), id: last.callId }) : null };
}

export type ClaimedReplay = Pick<ReplayRow, 'id' | 'departmentId' | 'since' | 'until' | 'total' | 'replayed' | 'result'> & {
  script: CallScript;
  requestedBy: string;
};

/** The oldest replay that waits, or whose worker was lost, held until `leaseUntil`. Null: there is none. */
export async function claimReplay(db: Db | Tx, now: Date, leaseUntil: Date): Promise<ClaimedReplay | null> {
  const due = db
    .select({ id: scriptReplays.id })
    .from(scriptReplays)
    .where(
      sql`${scriptReplays.state} in ('waiting', 'running') and (${scriptReplays.leaseUntil} is null or ${scriptReplays.leaseUntil} <= ${now.toISOString()}::timestamptz)`,
    )
    .orderBy(scriptReplays.requestedAt)
    .limit(1)
    .for('update', { skipLocked: true });
  const [claimed] = await db
    .update(scriptReplays)
    .set({ state: 'running', leaseUntil })
    .where(inArray(scriptReplays.id, due))
    .returning({
      id: scriptReplays.id,
      departmentId: scriptReplays.departmentId,
      since: scriptReplays.since,
      until: scriptReplays.until,
      total: scriptReplays.total,
      replayed: scriptReplays.replayed,
      result: sql<ReplayResult | null>`${scriptReplays.result}`,
      script: sql<CallScript>`${scriptReplays.graph}`,
      requestedBy: scriptReplays.requestedBy,
    });
  return claimed ?? null;
}

/** Calls of the period that are over, those on the script that ships among them. */
const ofPeriod = `where f.department_id = $1 and f.at >= $2 and f.at < $3 and c.state = 'ended'`;
const recorded = 'call_facts f join calls c on c.id = f.call_id';

export async function countRecordedCalls(database: Database, { departmentId, since, until }: ClaimedReplay): Promise<number> {
  const { rows } = await database.pool.query<{ calls: number }>(`select count(*)::int as calls from ${recorded} ${ofPeriod}`, [
    departmentId,
    since,
    until,
  ]);
  return rows[0]?.calls ?? 0;
}

/** A recorded call with the version that it ran on, null for the script that ships; its facts as they lie there. */
export type StoredCall = Omit<RecordedCall, 'facts'> & { facts: StoredFacts; scriptId: string | null };

type RecordedRow = {
  call_id: string;
  at: Date;
  facts: StoredFacts;
  script_id: string | null;
  answered_by_person_id: string | null;
  talk: { address: string; seconds: number } | null;
  told: TraceEntry[] | null;
  answers: RecordedAnswer[] | null;
};

/**
 * The next calls of the period behind the last one, in the order of time, with how people behaved. Of the legs it is the one by which they talked: that of who
 * answered, or one of no telephone of ours.
 */
export async function readRecordedCalls(
  database: Database,
  { departmentId, since, until }: ClaimedReplay,
  last: ReplayResult['last'],
  limit: number,
): Promise<readonly StoredCall[]> {
  const { rows } = await database.pool.query<RecordedRow>({
    name: 'read-recorded-calls',
    text: `
select f.call_id, f.at, f.facts, c.script_id, c.answered_by_person_id,
  (select json_build_object('address', l.address, 'seconds', extract(epoch from l.answered_at - l.started_at)::float8) from legs l
    where l.call_id = c.id and l.answered_at is not null and (l.person_id = c.answered_by_person_id
      or (c.answered_by_person_id is null and c.outcome = 'answered' and l.person_id is null and l.role = 'manager' and l.outcome = 'connected'))
    order by l.answered_at - l.started_at limit 1) as talk,
  (select json_agg(t.entry order by e.number, t.nth) from call_events e,
      jsonb_path_query(e.body, '$.trace[*] ? (@.kind == "menu" || @.kind == "http-request" || @.reason == "queue-callback-kept")') with ordinality t (entry, nth)
    where e.call_id = c.id and e.kind = 'routed') as told,
  (select json_agg(e.body order by e.number) from call_events e where e.call_id = c.id and e.kind = 'effect-done') as answers
from ${recorded}
${ofPeriod} and (f.at, f.call_id) > ($4, $5::uuid)
order by f.at, f.call_id limit $6`,
    values: [departmentId, since, until, last?.at ?? '-infinity', last?.callId ?? '00000000-0000-0000-0000-000000000000', limit],
  });
  return rows.map((row) => ({
    callId: row.call_id,
    at: row.at,
    facts: row.facts,
    scriptId: row.script_id,
    answeredByPersonId: row.answered_by_person_id,
    answeredByNumber: row.answered_by_person_id === null ? (row.talk?.address ?? null) : null,
    answerSeconds: row.talk?.seconds ?? null,
    ...behaviourOf(row.told ?? [], row.answers ?? []),
  }));
}

/** The versions that calls ran on, by id. */
export async function listScriptsById(db: Db | Tx, ids: readonly string[]): Promise<Map<string, CallScript>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: callScripts.id, script: sql<CallScript>`${callScripts.graph}` })
    .from(callScripts)
    .where(inArray(callScripts.id, [...ids]));
  return new Map(rows.map(({ id, script }) => [id, script]));
}

export type ReplayProgress = {
  total: number;
  replayed: number;
  result: ReplayResult;
  state: 'running' | 'done' | 'failed';
  failure: string | null;
  leaseUntil: Date | null;
};

/** Writes how far a replay has come. False: another has taken it meanwhile; nothing is written. */
export async function saveReplayProgress(tx: Tx, id: string, before: number, progress: ReplayProgress): Promise<boolean> {
  const saved = await tx
    .update(scriptReplays)
    .set(progress)
    .where(and(eq(scriptReplays.id, id), eq(scriptReplays.replayed, before), eq(scriptReplays.state, 'running')))
    .returning({ id: scriptReplays.id });
  return saved.length > 0;
}

/** The calls that would not have gone as they went. */
export async function insertReplayCalls(tx: Tx, replayId: string, calls: readonly (ReplayedCall & { at: Date })[]): Promise<void> {
  const changed = calls.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return;
  const column = (of: (call: ReplayedCall & { at: Date }) => string | null) => sql.param(changed.map(of));
  await tx.execute(sql`
insert into script_replay_calls (replay_id, call_id, at, change, before, after, before_person_id, after_person_id)
select ${replayId}::uuid, r.call_id, r.at, r.change, r.before, r.after, r.before_person_id, r.after_person_id
from unnest(${column((call) => call.callId)}::uuid[], ${column((call) => call.at.toISOString())}::timestamptz[], ${column((call) => call.change)}::text[],
  ${column((call) => call.before)}::text[], ${column((call) => call.after)}::text[], ${column((call) => call.beforePersonId)}::uuid[],
  ${column((call) => call.afterPersonId)}::uuid[]) as r (call_id, at, change, before, after, before_person_id, after_person_id)
on conflict do nothing`);
}

/** How far calls may have got, as the matrix names it. */
export function matrixKey({ before, after }: Pick<ReplayedCall, 'before' | 'after'>): string {
  return `${before}>${after}`;
}

export function readMatrix(
  matrix: ReplayResult['matrix'],
): { before: (typeof reaches)[number]; after: (typeof reaches)[number]; calls: number }[] {
  return reaches.flatMap((before) =>
    reaches.flatMap((after) => {
      const calls = matrix[matrixKey({ before, after })];
      return calls === undefined ? [] : [{ before, after, calls }];
    }),
  );
}
