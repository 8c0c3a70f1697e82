import { desc, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { nightlyProofs } from '../schema/tables.js';

export type ProofOf = { night: string; runId: string; since: Date; until: Date; computedAt: Date };

/** Whoever dials may talk this long (the provider's own limit of a Dial): a call without an end is not forgotten before. */
const LONGEST_CALL = '4 hours';
/** A recording that is not settled this long after its call is late. */
const RECORDING_PATIENCE = '1 hour';
/** Of each reason this many are named. */
const NAMED = 20;

/**
 * Counts what is not written down of the calls begun in the period, and why, in one query over our own rows, and keeps it as the night's proof; computed
 * again it replaces the first.
 */
export async function writeProof(db: Db | Tx, { night, runId, since, until, computedAt }: ProofOf): Promise<void> {
  const [from, to, at] = [since.toISOString(), until.toISOString(), computedAt.toISOString()];
  await db.execute(sql`
    with period as (
      select c.* from calls c where c.started_at >= ${from} and c.started_at < ${to}
    ), judged_calls as (
      select c.id, c.id as call_id, c.started_at, case
        when not exists (select from call_events e where e.call_id = c.id) then 'nothing-told'
        when c.state <> 'ended' and c.started_at < ${at}::timestamptz - interval '${sql.raw(LONGEST_CALL)}' then 'never-ended'
        when c.application_id is not null and c.client_id is null then 'client-not-attached'
        when c.client_id is null and c.caller_e164 is not null and exists (
          select from phones p where p.e164 = c.caller_e164 and not p.archived and p.created_at < c.started_at) then 'client-not-attached'
      end as reason
      from period c
    ), judged_recordings as (
      select r.id, r.call_id, c.started_at, case
        when r.state not in ('expected', 'in-progress', 'stored') then null
        when c.state <> 'ended' then case when c.started_at < ${at}::timestamptz - interval '${sql.raw(LONGEST_CALL)}' then 'call-never-ended' end
        when c.ended_at > ${at}::timestamptz - interval '${sql.raw(RECORDING_PATIENCE)}' then null
        when r.state = 'stored' then 'stored-not-attached'
        when r.next_attempt_at is not null then coalesce('fetch-' || r.failure, 'not-fetched-yet')
        when r.provider_recording_id is null then 'expected-in-vain'
        else 'end-never-told'
      end as reason
      from period c join recordings r on r.call_id = c.id
    ), wrong as (
      select 'call' as of, * from judged_calls where reason is not null
      union all
      select 'recording', * from judged_recordings where reason is not null
    ), numbered as (
      select *, row_number() over (partition by of, reason order by started_at desc, id) as number from wrong
    ), reasons as (
      select of, reason, count(*)::int as count,
        jsonb_agg(jsonb_build_object('id', id, 'callId', call_id) order by number) filter (where number <= ${NAMED}) as sample
      from numbered group by of, reason
    )
    insert into nightly_proofs (night, run_id, since, until, computed_at, calls, calls_unwritten, recordings, recordings_unsettled, differences, differences_open, reasons)
    select ${night}, ${runId}, ${from}, ${to}, ${at},
      (select count(*) from judged_calls), (select count(*) from judged_calls where reason is not null),
      (select count(*) from judged_recordings), (select count(*) from judged_recordings where reason is not null),
      (select count(*) from reconciliation_differences where run_id = ${runId}),
      (select count(*) from reconciliation_differences where state = 'needs-person'),
      coalesce((select jsonb_agg(jsonb_build_object('of', of, 'reason', reason, 'count', count, 'sample', sample) order by of, count desc, reason) from reasons), '[]')
    on conflict (night) do update set run_id = excluded.run_id, since = excluded.since, until = excluded.until, computed_at = excluded.computed_at,
      calls = excluded.calls, calls_unwritten = excluded.calls_unwritten, recordings = excluded.recordings, recordings_unsettled = excluded.recordings_unsettled,
      differences = excluded.differences, differences_open = excluded.differences_open, reasons = excluded.reasons`);
}

/** The newest proofs. */
export async function listProofRows(db: Db | Tx, limit: number) {
  return db.select().from(nightlyProofs).orderBy(desc(nightlyProofs.night)).limit(limit);
}
export type ProofRow = Awaited<ReturnType<typeof listProofRows>>[number];
