import { and, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { departmentMembers, newsVersions, outbox, people } from '../schema/tables.js';
import type { Audience } from './outbox-store.js';

export type ClaimedRow = {
  id: number;
  kind: 'work' | 'news';
  name: string;
  body: unknown;
  audience: Audience;
  /** Counts from one. */
  attempts: number;
};

/**
 * Claims up to `limit` unsent rows for `leaseMs` from `now`, oldest first, whichever ids are missing in between: a transaction that began
 * earlier may commit later. Rows another relay holds are skipped.
 */
export async function claimOutbox(db: Db | Tx, now: Date, leaseMs: number, limit: number): Promise<ClaimedRow[]> {
  const free = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.sentAt), or(isNull(outbox.leaseUntil), lte(outbox.leaseUntil, now))))
    .orderBy(outbox.id)
    .limit(limit)
    .for('update', { skipLocked: true });
  const claimed = await db
    .update(outbox)
    .set({ leaseUntil: new Date(now.getTime() + leaseMs), attempts: sql`${outbox.attempts} + 1` })
    .where(inArray(outbox.id, free))
    .returning({
      id: outbox.id,
      kind: outbox.kind,
      name: outbox.name,
      body: outbox.body,
      audience: outbox.audience,
      attempts: outbox.attempts,
    });
  return claimed.map((row) => ({ ...row, audience: row.audience as Audience })).sort((a, b) => a.id - b.id);
}

export async function markSent(db: Db | Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(outbox)
    .set({ sentAt: now, leaseUntil: null })
    .where(inArray(outbox.id, [...ids]));
}

/** Gives rows back that could not be sent. */
export async function releaseOutbox(db: Db | Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(outbox)
    .set({ leaseUntil: null })
    .where(and(inArray(outbox.id, [...ids]), isNull(outbox.sentAt)));
}

/** Removes up to `limit` rows that were sent before `before`; returns how many. */
export async function removeSentOutbox(db: Db | Tx, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, before)))
    .limit(limit);
  const removed = await db.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id });
  return removed.length;
}

export type Staff = { directors: string[]; curators: Map<string, string[]>; working: Set<string> };

/** Everybody an audience may mean: directors, the curators of these departments, and which of these people still work here. */
export async function findStaff(db: Db | Tx, audiences: readonly Audience[]): Promise<Staff> {
  const named = [...new Set(audiences.flatMap((audience) => audience.people))];
  const departments = [...new Set(audiences.flatMap((audience) => audience.departments))];
  const staff = await db
    .select({ id: people.id, role: people.role })
    .from(people)
    .where(and(isNull(people.dismissedAt), or(eq(people.role, 'director'), inArray(people.id, named))));
  const curators = await db
    .select({ id: people.id, departmentId: departmentMembers.departmentId })
    .from(departmentMembers)
    .innerJoin(people, eq(people.id, departmentMembers.personId))
    .where(and(inArray(departmentMembers.departmentId, departments), eq(people.role, 'curator'), isNull(people.dismissedAt)));
  const curatorsOf = new Map<string, string[]>();
  for (const { id, departmentId } of curators) curatorsOf.set(departmentId, [...(curatorsOf.get(departmentId) ?? []), id]);
  return {
    directors: staff.filter((person) => person.role === 'director').map((person) => person.id),
    curators: curatorsOf,
    working: new Set(staff.map((person) => person.id)),
  };
}

/** Raises each person's news version by so many; returns the new ones. Always in the same order: two relays never wait for each other in a circle. */
export async function raiseVersions(db: Db | Tx, by: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  if (by.size === 0) return new Map();
  const rows = [...by].map(([personId, version]) => ({ personId, version })).sort((a, b) => (a.personId < b.personId ? -1 : 1));
  const raised = await db
    .insert(newsVersions)
    .values(rows)
    .onConflictDoUpdate({ target: newsVersions.personId, set: { version: sql`${newsVersions.version} + excluded.version` } })
    .returning();
  return new Map(raised.map((row) => [row.personId, row.version]));
}

/** The news version of each of these people; who had no news yet is not in it. */
export async function listVersions(db: Db | Tx, personIds: readonly string[]): Promise<Map<string, number>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(newsVersions)
    .where(inArray(newsVersions.personId, [...personIds]));
  return new Map(rows.map((row) => [row.personId, row.version]));
}
