import { type CallEvent, controlEventKinds } from '@ringbase/domain';
import { and, asc, eq, inArray, ne, notInArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callEvents, calls, departments, dispositions, presence } from '../schema/tables.js';

/** What a call of a department may have come to, in its order, and whether it must be said. */
export async function listDispositions(db: Db | Tx, departmentId: string | null) {
  if (departmentId === null) return { required: false, items: [] };
  const required = await findDispositionRule(db, departmentId);
  const items = await db
    .select({ id: dispositions.id, label: dispositions.label })
    .from(dispositions)
    .where(and(eq(dispositions.departmentId, departmentId), eq(dispositions.archived, false)))
    .orderBy(asc(dispositions.rank), asc(dispositions.label));
  return { required: required && items.length > 0, items };
}

/** Whether a department wants to be told what its calls came to, though it may have nothing to choose from. */
export async function findDispositionRule(db: Db | Tx, departmentId: string): Promise<boolean> {
  const [department] = await db
    .select({ required: departments.dispositionRequired })
    .from(departments)
    .where(eq(departments.id, departmentId));
  return department?.required ?? false;
}

/** What a department's calls came to once and may no more, by name. */
export async function listRetiredDispositions(db: Db | Tx, departmentId: string) {
  return db
    .select({ id: dispositions.id, label: dispositions.label })
    .from(dispositions)
    .where(and(eq(dispositions.departmentId, departmentId), eq(dispositions.archived, true)))
    .orderBy(asc(dispositions.label));
}

/** Whose disposition it is, in use or not; null: there is none. */
export async function findDispositionOwner(db: Db | Tx, id: string) {
  const [found] = await db.select({ departmentId: dispositions.departmentId }).from(dispositions).where(eq(dispositions.id, id));
  return found ?? null;
}

/** Says the same in other words. False: the department has one of these words already. */
export async function saveDispositionLabel(tx: Tx, departmentId: string, id: string, label: string): Promise<boolean> {
  const taken = await tx
    .select({ id: dispositions.id })
    .from(dispositions)
    .where(and(eq(dispositions.departmentId, departmentId), eq(dispositions.label, label), ne(dispositions.id, id)));
  if (taken.length > 0) return false;
  await tx.update(dispositions).set({ label }).where(eq(dispositions.id, id));
  return true;
}

/** One of a department's dispositions; null: it has no such one (any more). */
export async function findDisposition(db: Db | Tx, id: string, departmentId: string | null) {
  const { items } = await listDispositions(db, departmentId);
  return items.find((one) => one.id === id) ?? null;
}

/** Makes these the department's dispositions, in this order; what was given before stays known. */
export async function saveDispositions(db: Db | Tx, departmentId: string, labels: readonly { id: string; label: string }[]): Promise<void> {
  for (const [rank, { id, label }] of labels.entries()) {
    await db
      .insert(dispositions)
      .values({ id, departmentId, label, rank })
      .onConflictDoUpdate({ target: [dispositions.departmentId, dispositions.label], set: { rank, archived: false } });
  }
  const kept = labels.map(({ label }) => label);
  await db
    .update(dispositions)
    .set({ archived: true })
    .where(and(eq(dispositions.departmentId, departmentId), ...(kept.length > 0 ? [notInArray(dispositions.label, kept)] : [])));
}

/** Whether a department's calls must be given a disposition. False: this person has no say in it. */
export async function saveDispositionRule(db: Db | Tx, departmentId: string, required: boolean): Promise<boolean> {
  const saved = await db
    .update(departments)
    .set({ dispositionRequired: required })
    .where(eq(departments.id, departmentId))
    .returning({ id: departments.id });
  return saved.length === 1;
}

/** What people have done with these calls, in order. */
export async function listControlEvents(db: Db | Tx, callIds: readonly string[]): Promise<Map<string, CallEvent[]>> {
  const byCall = new Map<string, CallEvent[]>();
  if (callIds.length === 0) return byCall;
  const rows = await db
    .select({ callId: callEvents.callId, key: callEvents.key, kind: callEvents.kind, body: callEvents.body, at: callEvents.at })
    .from(callEvents)
    .where(and(inArray(callEvents.callId, [...callIds]), inArray(callEvents.kind, [...controlEventKinds, 'joined'])))
    .orderBy(asc(callEvents.callId), asc(callEvents.number));
  for (const { callId, ...event } of rows) byCall.set(callId, [...(byCall.get(callId) ?? []), event as CallEvent]);
  return byCall;
}

/** The call that a person wraps up, with whether it still wants a disposition; null: he wraps nothing up. Locked for the transaction. */
export async function lockWrapUp(tx: Tx, personId: string, now: Date) {
  const [found] = await tx
    .select({ until: presence.wrapUpUntil, since: presence.wrapUpSince, callId: presence.wrapUpCallId })
    .from(presence)
    .where(and(eq(presence.personId, personId), sql`${presence.wrapUpUntil} > ${now.toISOString()}`))
    .for('update');
  if (!found?.until) return null;
  const [call] =
    found.callId === null
      ? []
      : await tx
          .select({ departmentId: calls.departmentId, dispositionId: calls.dispositionId })
          .from(calls)
          .where(eq(calls.id, found.callId));
  const wants = call === undefined ? false : (await listDispositions(tx, call.departmentId)).required && call.dispositionId === null;
  return { until: found.until, since: found.since ?? now, callId: found.callId, wantsDisposition: wants };
}

/** His wrap-up ends at this moment, and with it what the call has shown him. */
export async function saveWrapUpEnd(tx: Tx, personId: string, callId: string | null, until: Date, now: Date): Promise<void> {
  const over = until <= now;
  await tx
    .update(presence)
    .set(over ? { wrapUpSince: null, wrapUpUntil: null } : { wrapUpUntil: until })
    .where(eq(presence.personId, personId));
  if (callId !== null)
    await tx.execute(
      sql`update call_grants set until = ${until.toISOString()} where person_id = ${personId} and call_id = ${callId} and until > ${now.toISOString()}`,
    );
}
