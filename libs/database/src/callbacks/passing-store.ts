import type { CallbackOrigin, CallbackRules, PassingLevel, WorkingHours } from '@ringbase/domain';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callbacks } from '../schema/tables.js';
import { type Passing, passingColumns } from './due-callback-store.js';

/** An open promise that may pass on, with everybody it may pass to; the departments' ones by rank. */
export type PassingCallback = {
  promise: {
    id: string;
    origin: CallbackOrigin;
    ownerId: string | null;
    firstOwnerId: string | null;
    level: PassingLevel | null;
    dueAt: Date;
    passedAt: Date | null;
    promisedAt: Date | null;
    keepBy: Date | null;
    applicationId: string | null;
    departmentId: string | null;
  };
  ownerDismissed: boolean;
  pairIds: string[];
  curatorIds: string[];
  director: string | null;
  hours: WorkingHours | null;
  /** Null: it belongs to no department. */
  rules: CallbackRules | null;
};

type PassingRow = {
  id: string;
  origin: CallbackOrigin;
  owner_id: string | null;
  first_owner_id: string | null;
  passed_level: PassingLevel | null;
  due_at: Date;
  passed_at: Date | null;
  promised_at: Date | null;
  keep_by: Date | null;
  application_id: string | null;
  department_id: string | null;
  owner_dismissed: boolean;
  pair: string[];
  curators: string[];
  director: string | null;
  hours: Omit<WorkingHours, 'timeZone'> | null;
  time_zone: string | null;
  rules: CallbackRules | null;
};

/**
 * Claims up to `limit` promises that are to be looked at by `now`, or whose owner does not work here any more, for `leaseMs` from then on. Rows another
 * worker holds are skipped.
 */
export async function claimPassingCallbacks(db: Db | Tx, now: Date, leaseMs: number, limit: number): Promise<PassingCallback[]> {
  const at = now.toISOString();
  const { rows } = await db.execute<PassingRow>(sql`
    with due as (
      select id from callbacks where (lease_until is null or lease_until <= ${at}) and id in (
        select id from callbacks where state = 'open' and look_at <= ${at}
        union
        select c.id from people p join callbacks c on c.owner_id = p.id
        where p.dismissed_at is not null and c.state = 'open' and (c.fired_at is not null or c.origin = 'review'))
      limit ${limit} for update skip locked
    ), claimed as (
      update callbacks set lease_until = ${new Date(now.getTime() + leaseMs).toISOString()} from due where callbacks.id = due.id returning callbacks.*
    ), placed as (
      select c.*, coalesce(c.department_id, a.department_id,
        (select m.department_id from department_members m where m.person_id = c.owner_id order by m.department_id limit 1)) as place_id
      from claimed c left join applications a on a.id = c.application_id
    )
    select p.id, p.origin, p.owner_id, p.first_owner_id, p.passed_level, p.due_at, p.passed_at, p.promised_at, p.keep_by, p.application_id,
      p.place_id as department_id, coalesce(o.dismissed_at is not null, false) as owner_dismissed,
      array(select k.id from people k where k.dismissed_at is null
        and ((k.superior_id = o.id and k.role = 'assistant') or (o.role = 'assistant' and k.id = o.superior_id)) order by k.id) as pair,
      array(select k.id from department_members m join people k on k.id = m.person_id
        where m.department_id = p.place_id and k.role = 'curator' and k.dismissed_at is null order by m.rank, k.id) as curators,
      (select k.id from people k where k.role = 'director' and k.dismissed_at is null order by k.created_at, k.id limit 1) as director,
      d.hours, d.time_zone, case when d.id is not null then json_build_object('keepMinutes', d.callback_keep_minutes,
        'assistantMinutes', d.callback_assistant_minutes, 'curatorMinutes', d.callback_curator_minutes) end as rules
    from placed p left join people o on o.id = p.owner_id left join departments d on d.id = p.place_id order by p.due_at, p.id`);
  return rows.map((row) => ({
    promise: {
      id: row.id,
      origin: row.origin,
      ownerId: row.owner_id,
      firstOwnerId: row.first_owner_id,
      level: row.passed_level,
      dueAt: new Date(row.due_at),
      passedAt: row.passed_at && new Date(row.passed_at),
      promisedAt: row.promised_at && new Date(row.promised_at),
      keepBy: row.keep_by && new Date(row.keep_by),
      applicationId: row.application_id,
      departmentId: row.department_id,
    },
    ownerDismissed: row.owner_dismissed,
    pairIds: row.pair,
    curatorIds: row.curators,
    director: row.director,
    hours: row.hours && row.time_zone !== null ? { ...row.hours, timeZone: row.time_zone } : null,
    rules: row.rules,
  }));
}

/** When it was promised and until when that is in time. */
export type Term = { promisedAt: Date | null; keepBy: Date | null };

/** As it was claimed: nobody has snoozed, closed or passed it since. */
const asClaimed = ({ id, ownerId, dueAt, passedAt }: PassingCallback['promise']) =>
  and(
    eq(callbacks.id, id),
    eq(callbacks.state, 'open'),
    eq(callbacks.dueAt, dueAt),
    sql`${callbacks.ownerId} is not distinct from ${ownerId}::uuid`,
    sql`${callbacks.passedAt} is not distinct from ${passedAt?.toISOString() ?? null}::timestamptz`,
  );

/** It lies with another from now on, and is told to him as one that has just come due. False when somebody was quicker. */
export async function passCallback(
  tx: Tx,
  promise: PassingCallback['promise'],
  passing: Passing,
  { lookAt, ...term }: Term & { lookAt: Date | null },
  now: Date,
): Promise<boolean> {
  const firedAt = promise.origin === 'review' ? null : now;
  const passed = await tx
    .update(callbacks)
    .set({ ...passingColumns(passing, now), ...term, firedAt, lookAt, leaseUntil: null })
    .where(asClaimed(promise))
    .returning({ id: callbacks.id });
  return passed.length > 0;
}

/** It stays with whom it is, and is looked at again at `lookAt`; before that not even if he was dismissed when `hold` says so. */
export async function leaveCallback(
  db: Db | Tx,
  promise: PassingCallback['promise'],
  { lookAt, hold, ...term }: Term & { lookAt: Date | null; hold: boolean },
): Promise<void> {
  await db
    .update(callbacks)
    .set({ ...term, lookAt, leaseUntil: hold ? lookAt : null })
    .where(asClaimed(promise));
}
