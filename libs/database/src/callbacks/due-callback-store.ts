import { callerOrigins, type DueFacts, type PassingLevel, type PassingReason } from '@ringbase/domain';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callbacks } from '../schema/tables.js';

export type DueCallback = {
  promise: { id: string; ownerId: string | null; applicationId: string | null; departmentId: string | null; dueAt: Date };
  facts: DueFacts;
};

type DueRow = {
  id: string;
  owner_id: string | null;
  application_id: string | null;
  department_id: string | null;
  due_at: Date;
  owner_dismissed: boolean;
  curator: string | null;
  director: string | null;
};

/** Claims up to `limit` promises due at `now`, for `leaseMs` from then on, each with the facts to decide on. Rows another worker holds are skipped. */
export async function claimDueCallbacks(db: Db | Tx, now: Date, leaseMs: number, limit: number): Promise<DueCallback[]> {
  const at = now.toISOString();
  const { rows } = await db.execute<DueRow>(sql`
    with due as (
      select id from callbacks
      where state = 'open' and origin <> 'review' and fired_at is null and due_at <= ${at} and (lease_until is null or lease_until <= ${at})
      order by due_at limit ${limit} for update skip locked
    ), claimed as (
      update callbacks set lease_until = ${new Date(now.getTime() + leaseMs).toISOString()} from due where callbacks.id = due.id
      returning callbacks.id, owner_id, application_id, department_id, due_at
    ), placed as (
      select c.id, c.owner_id, c.application_id, c.due_at, o.dismissed_at is not null as owner_dismissed,
        coalesce(c.department_id, a.department_id, (select m.department_id from department_members m where m.person_id = c.owner_id order by m.department_id limit 1)) as department_id
      from claimed c left join applications a on a.id = c.application_id left join people o on o.id = c.owner_id
    )
    select p.*,
      (select k.id from department_members m join people k on k.id = m.person_id
        where m.department_id = p.department_id and k.role = 'curator' and k.dismissed_at is null order by m.rank, k.id limit 1) as curator,
      (select d.id from people d where d.role = 'director' and d.dismissed_at is null order by d.created_at, d.id limit 1) as director
    from placed p order by p.due_at, p.id`);
  return rows.map((row) => ({
    promise: {
      id: row.id,
      ownerId: row.owner_id,
      applicationId: row.application_id,
      departmentId: row.department_id,
      dueAt: new Date(row.due_at),
    },
    facts: { ownerDismissed: row.owner_dismissed, curator: row.curator, director: row.director },
  }));
}

const stillDue = (promise: DueCallback['promise']) =>
  and(eq(callbacks.id, promise.id), eq(callbacks.state, 'open'), eq(callbacks.dueAt, promise.dueAt), isNull(callbacks.firedAt));

export type Passing = { to: string; level: PassingLevel; reason: PassingReason };

/** What a passing writes beside the times. */
export const passingColumns = ({ to, level, reason }: Passing, now: Date) => ({
  ownerId: to,
  firstOwnerId: sql`coalesce(${callbacks.firstOwnerId}, ${callbacks.ownerId})`,
  passedFromId: sql`${callbacks.ownerId}`,
  passedLevel: level,
  passedReason: reason,
  passedAt: now,
});

/**
 * Marks a promise as told, and passed on if it was; what is owed to a caller is looked at from now on. False when somebody was quicker: told, snoozed,
 * kept or dismissed it.
 */
export async function fireCallback(tx: Tx, promise: DueCallback['promise'], passing: Passing | null, now: Date): Promise<boolean> {
  const fired = await tx
    .update(callbacks)
    .set({
      firedAt: now,
      leaseUntil: null,
      lookAt: sql`case when ${inArray(callbacks.origin, [...callerOrigins])} then ${now.toISOString()}::timestamptz end`,
      ...(passing === null ? {} : passingColumns(passing, now)),
    })
    .where(stillDue(promise))
    .returning({ id: callbacks.id });
  return fired.length > 0;
}

/** Nobody can be told: it is looked at again from `until` on. */
export async function postponeCallback(tx: Db | Tx, promise: DueCallback['promise'], until: Date): Promise<void> {
  await tx.update(callbacks).set({ leaseUntil: until }).where(stillDue(promise));
}
