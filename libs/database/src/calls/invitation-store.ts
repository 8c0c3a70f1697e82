import type { Invitation } from '@ringbase/domain';
import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callInvitations, dialPace } from '../schema/tables.js';

export type NewInvitation = {
  id: string;
  callId: string;
  step: number;
  personId: string | null;
  askedBy: string;
  /** As the provider is told it. */
  address: string;
  callerId: string;
  requestedAt: Date;
  until: Date;
};

export async function insertInvitations(db: Db | Tx, invitations: readonly NewInvitation[]): Promise<void> {
  if (invitations.length > 0) await db.insert(callInvitations).values(invitations.map((one) => ({ ...one, state: 'waiting' as const })));
}

export type ClaimedInvitation = NewInvitation & { claimedAt: Date };

const claimed = {
  id: callInvitations.id,
  callId: callInvitations.callId,
  step: callInvitations.step,
  personId: callInvitations.personId,
  askedBy: callInvitations.askedBy,
  address: callInvitations.address,
  callerId: callInvitations.callerId,
  requestedAt: callInvitations.requestedAt,
  until: callInvitations.until,
  claimedAt: sql<Date>`${callInvitations.claimedAt}`.mapWith(callInvitations.claimedAt),
};

/** Claims the telephone that has waited longest to be rung and uses the turn up; null: none waits. */
export async function claimNextInvitation(tx: Tx, provider: string, now: Date): Promise<ClaimedInvitation | null> {
  const next = sql`select id from call_invitations where state = 'waiting' order by requested_at, id limit 1 for update skip locked`;
  const [found] = await tx
    .update(callInvitations)
    .set({ state: 'dialling', claimedAt: now })
    .where(sql`${callInvitations.id} in (${next})`)
    .returning(claimed);
  if (!found) return null;
  await tx.update(dialPace).set({ lastAt: now }).where(eq(dialPace.provider, provider));
  return found;
}

/** The provider took the call, or a message of the leg itself has told so. */
export async function saveInvited(db: Db | Tx, id: string, providerCallId: string): Promise<void> {
  await db
    .update(callInvitations)
    .set({ state: 'dialled', providerCallId })
    .where(and(eq(callInvitations.id, id), isNull(callInvitations.providerCallId)));
}

/** It certainly was not dialled. `waiting`: the provider has asked for patience. */
export async function saveNotInvited(db: Db | Tx, id: string, state: 'failed' | 'waiting'): Promise<void> {
  await db
    .update(callInvitations)
    .set({ state, ...(state === 'waiting' ? { claimedAt: null } : {}) })
    .where(and(eq(callInvitations.id, id), eq(callInvitations.state, 'dialling'), isNull(callInvitations.providerCallId)));
}

/** Telephones that are not to be rung any more. */
export async function dropInvitations(db: Db | Tx, callId: string, steps: readonly number[]): Promise<void> {
  if (steps.length === 0) return;
  await db
    .update(callInvitations)
    .set({ state: 'dropped' })
    .where(and(eq(callInvitations.callId, callId), inArray(callInvitations.step, [...steps]), eq(callInvitations.state, 'waiting')));
}

export async function listInvitations(db: Db | Tx, callId: string): Promise<Invitation[]> {
  return db
    .select({ step: callInvitations.step, state: callInvitations.state, providerCallId: callInvitations.providerCallId })
    .from(callInvitations)
    .where(eq(callInvitations.callId, callId));
}

/** Those claimed before `before` of which nobody knows whether they were dialled. */
export async function listUnknownInvitations(db: Db | Tx, before: Date, limit: number): Promise<ClaimedInvitation[]> {
  return db
    .select(claimed)
    .from(callInvitations)
    .where(and(eq(callInvitations.state, 'dialling'), isNull(callInvitations.providerCallId), lte(callInvitations.claimedAt, before)))
    .orderBy(callInvitations.claimedAt)
    .limit(limit);
}

/** Numbers outside the company that a person had rung for a call since `since`: they count as calls that he made. */
export async function countInvitedNumbers(db: Db | Tx, askedBy: string, since: Date): Promise<number> {
  const [found] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(callInvitations)
    .where(
      and(
        eq(callInvitations.askedBy, askedBy),
        isNull(callInvitations.personId),
        sql`${callInvitations.requestedAt} > ${since.toISOString()}`,
      ),
    );
  return found?.count ?? 0;
}
