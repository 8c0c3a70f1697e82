import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { calls, dialIntents, dialPace } from '../schema/tables.js';

export type NewDialIntent = Omit<typeof dialIntents.$inferInsert, 'state' | 'reason' | 'providerCallId' | 'claimedAt' | 'createdAt'>;

/** The click became a call whose manager was asked for his digit and did not press it: his voicemail, or he thought better of it. */
const notAccepted = sql`exists (select from legs where legs.call_id = ${calls.id} and legs.role = 'manager' and legs.outcome = 'not-accepted')`;

const shown = {
  id: dialIntents.id,
  state: sql<(typeof dialIntents.$inferSelect)['state']>`case when ${notAccepted} then 'failed' else ${dialIntents.state} end`,
  reason: sql<string | null>`case when ${notAccepted} then 'not-accepted' else ${dialIntents.reason} end`,
  requestedAt: dialIntents.requestedAt,
  providerCallId: dialIntents.providerCallId,
  callId: calls.id,
};

/** A click that may be seen, with the call it became; null otherwise. */
export async function findDialIntent(db: Db | Tx, id: string) {
  const [found] = await db
    .select(shown)
    .from(dialIntents)
    .leftJoin(calls, eq(calls.intentId, dialIntents.id))
    .where(eq(dialIntents.id, id));
  return found ?? null;
}
export type DialIntentRow = NonNullable<Awaited<ReturnType<typeof findDialIntent>>>;

/** The click of this person that carried this key. */
export async function findDialIntentByKey(db: Db | Tx, personId: string, key: string) {
  const [found] = await db
    .select({ ...shown, phoneId: dialIntents.phoneId })
    .from(dialIntents)
    .leftJoin(calls, eq(calls.intentId, dialIntents.id))
    .where(and(eq(dialIntents.personId, personId), eq(dialIntents.key, key)));
  return found ?? null;
}

export async function insertDialIntent(db: Db | Tx, intent: NewDialIntent): Promise<void> {
  await db.insert(dialIntents).values({ ...intent, state: 'waiting' });
}

export type ClaimedDial = { id: string; personId: string; deviceAddress: string; callerId: string; claimedAt: Date };

const claimed = {
  id: dialIntents.id,
  personId: dialIntents.personId,
  deviceAddress: sql<string>`${dialIntents.deviceAddress}`,
  callerId: sql<string>`${dialIntents.callerId}`,
  claimedAt: sql<Date>`${dialIntents.claimedAt}`.mapWith(dialIntents.claimedAt),
};

/** Milliseconds by which the clocks of two replicas may differ. */
const SKEW = 2_000;

/**
 * Takes the turn to dial: false while another worker has it, or when the provider was asked less than `paceMs` before `now`. A moment that is still to come is
 * one of a clock that was set back, and long past. The turn lasts as long as the transaction.
 */
export async function takeDialTurn(tx: Tx, provider: string, now: Date, paceMs: number): Promise<boolean> {
  await tx
    .insert(dialPace)
    .values({ provider, lastAt: new Date(0) })
    .onConflictDoNothing();
  const [pace] = await tx
    .select({ lastAt: dialPace.lastAt })
    .from(dialPace)
    .where(eq(dialPace.provider, provider))
    .for('update', { skipLocked: true });
  if (pace === undefined) return false;
  const passed = now.getTime() - pace.lastAt.getTime();
  return passed >= paceMs || passed < -SKEW;
}

/** Claims the oldest waiting click for dialling and uses the turn up; null: nothing waits. */
export async function claimNextDial(tx: Tx, provider: string, now: Date): Promise<ClaimedDial | null> {
  const next = sql`select id from dial_intents where state = 'waiting' order by requested_at, id limit 1 for update skip locked`;
  const [dial] = await tx
    .update(dialIntents)
    .set({ state: 'dialling', claimedAt: now })
    .where(sql`${dialIntents.id} in (${next})`)
    .returning(claimed);
  if (!dial) return null;
  await tx.update(dialPace).set({ lastAt: now }).where(eq(dialPace.provider, provider));
  return dial;
}

/** Clicks that have waited since before `before` are not dialled any more: nobody sits at the telephone for them. Returns whose they were. */
export async function expireWaitingDials(tx: Tx, before: Date): Promise<{ id: string; personId: string }[]> {
  return tx
    .update(dialIntents)
    .set({ state: 'failed', reason: 'expired' })
    .where(and(eq(dialIntents.state, 'waiting'), lte(dialIntents.requestedAt, before)))
    .returning({ id: dialIntents.id, personId: dialIntents.personId });
}

/** The provider took the call. False: a message of the call itself was quicker. */
export async function saveDialled(db: Db | Tx, id: string, providerCallId: string): Promise<boolean> {
  const saved = await db
    .update(dialIntents)
    .set({ state: 'dialled', providerCallId, reason: null })
    .where(and(eq(dialIntents.id, id), isNull(dialIntents.providerCallId)))
    .returning({ id: dialIntents.id });
  return saved.length === 1;
}

/** It certainly was not dialled; a click that became a call meanwhile stays what it is. */
export async function saveNotDialled(
  db: Db | Tx,
  id: string,
  state: 'failed' | 'refused' | 'waiting',
  reason: string | null,
): Promise<boolean> {
  const saved = await db
    .update(dialIntents)
    .set({ state, reason, ...(state === 'waiting' ? { claimedAt: null } : {}) })
    .where(and(eq(dialIntents.id, id), eq(dialIntents.state, 'dialling'), isNull(dialIntents.providerCallId)))
    .returning({ id: dialIntents.id });
  return saved.length === 1;
}

/** Clicks claimed before `before` of which nobody knows what became. */
export async function listUnknownDials(db: Db | Tx, before: Date, limit: number): Promise<ClaimedDial[]> {
  return db
    .select(claimed)
    .from(dialIntents)
    .where(and(eq(dialIntents.state, 'dialling'), isNull(dialIntents.providerCallId), lte(dialIntents.claimedAt, before)))
    .orderBy(dialIntents.claimedAt)
    .limit(limit);
}
