import type { Sql } from '@ringbase/testing';
import type { Violation } from './ledger.js';

/** Milliseconds within which everything that a run has set going comes to its end. */
const DRAINED_WITHIN = 120_000;
const LOOK_EVERY = 250;

/** What still waits to be done, or is held by whoever does it, by its kind. Sent, finished and given up is not among it. */
const left: Readonly<Record<string, string>> = {
  'outbox rows': 'outbox where sent_at is null',
  jobs: `bullmq.job where state in ('waiting', 'active', 'delayed', 'waiting-children')`,
  'leases of the outbox': 'outbox where lease_until is not null',
  'leases of recordings': 'recordings where lease_until is not null',
  'leases of calls that are controlled': 'call_controls where lease_until is not null',
  'leases of effects of scripts': 'script_effects where lease_until is not null',
  'leases of promised callbacks': 'callbacks where lease_until is not null',
  'leases of reconciliations': 'reconciliations where lease_until is not null',
  'leases of replays': 'script_replays where lease_until is not null',
  'recordings to fetch': 'recordings where next_attempt_at is not null',
  'acts on calls': 'call_controls where due_at is not null',
  'telephones to be called in': `call_invitations where state in ('waiting', 'dialling')`,
  'callers in queues': `queue_places where state = 'waiting'`,
  'callers to be brought to who took them': `queue_places q where state = 'taken' and moved_at is null and exists (select from calls c where c.id = q.call_id and c.state <> 'ended')`,
  'offers of queues': 'queue_offers where over_at is null',
  offers: 'offers where over_at is null',
  'people on calls': 'person_calls',
  'effects of scripts': `script_effects where state = 'due'`,
  reconciliations: 'reconciliations where finished_at is null',
};

/** I13: after a run queues, outbox and leases drain in 120 s. Returns as soon as they have. */
export async function checkDrained(sql: Sql, within = DRAINED_WITHIN): Promise<Violation[]> {
  const until = performance.now() + within;
  for (;;) {
    const found = await listLeft(sql);
    if (found.length === 0) return [];
    if (performance.now() > until)
      return found.map(({ what, n }): Violation => ({ invariant: 'I13', what: `${n} ${what} are left ${within / 1000} s after the run` }));
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

function listLeft(sql: Sql): Promise<{ what: string; n: number }[]> {
  const counts = Object.entries(left).map(([what, from]) => `select '${what}' as what, count(*)::int as n from ${from}`);
  return sql.query(`select * from (${counts.join(' union all ')}) counted where n > 0 order by what`);
}
