import type { QueueOffer, QueuePlace } from '@ringbase/domain';
import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { calls, departmentMembers, dialPace, legs, people, queueOffers, queuePlaces } from '../schema/tables.js';

/** A caller who waits, with what is needed to ring for him. */
export type WaitingCaller = QueuePlace & { step: number; departmentId: string | null; callerId: string };

/** Everybody who waits, in the order in which they came. */
export async function listWaitingCallers(db: Db | Tx, limit: number): Promise<WaitingCaller[]> {
  const rows = await db
    .select({
      callId: queuePlaces.callId,
      step: queuePlaces.step,
      departmentId: queuePlaces.departmentId,
      since: queuePlaces.since,
      personId: queuePlaces.personId,
      ownerId: queuePlaces.ownerId,
      strategy: queuePlaces.strategy,
      ringSeconds: queuePlaces.ringSeconds,
      callerId: calls.dialled,
    })
    .from(queuePlaces)
    .innerJoin(calls, eq(calls.id, queuePlaces.callId))
    .where(eq(queuePlaces.state, 'waiting'))
    .orderBy(asc(queuePlaces.since), asc(queuePlaces.callId))
    .limit(limit);
  const groups = await listRingGroups(
    db,
    rows.flatMap((row) => row.departmentId ?? []),
  );
  return rows.map((row) => ({ ...row, group: row.departmentId === null ? [] : (groups.get(row.departmentId) ?? []) }));
}

async function listRingGroups(db: Db | Tx, departmentIds: readonly string[]): Promise<Map<string, string[]>> {
  if (departmentIds.length === 0) return new Map();
  const rows = await db
    .select({ departmentId: departmentMembers.departmentId, personId: departmentMembers.personId })
    .from(departmentMembers)
    .innerJoin(people, eq(people.id, departmentMembers.personId))
    .where(
      and(
        inArray(departmentMembers.departmentId, [...new Set(departmentIds)]),
        eq(departmentMembers.inRingGroup, true),
        sql`${people.role} <> 'curator' and ${people.dismissedAt} is null`,
      ),
    )
    .orderBy(asc(departmentMembers.rank), asc(departmentMembers.personId));
  const groups = new Map<string, string[]>();
  for (const { departmentId, personId } of rows) groups.set(departmentId, [...(groups.get(departmentId) ?? []), personId]);
  return groups;
}

/** Who was and is rung for these callers; of any other, who rings and who was rung in vain since `since`. */
export async function listQueueOffers(db: Db | Tx, callIds: readonly string[], since: Date): Promise<QueueOffer[]> {
  const mine = callIds.length === 0 ? sql`false` : inArray(queueOffers.callId, [...callIds]);
  return db
    .select({
      callId: queueOffers.callId,
      personId: queueOffers.personId,
      offeredAt: queueOffers.offeredAt,
      overAt: queueOffers.overAt,
      inVain: queueOffers.inVain,
    })
    .from(queueOffers)
    .where(
      sql`${queueOffers.overAt} is null or ${mine} or (${queueOffers.inVain} and ${queueOffers.overAt} > ${since.toISOString()}::timestamptz)`,
    );
}

export type NewQueueOffer = Omit<typeof queueOffers.$inferInsert, 'dialledAt' | 'providerCallId' | 'overAt' | 'createdAt'>;

/** False: he is rung for somebody already. */
export async function insertQueueOffer(tx: Tx, offer: NewQueueOffer): Promise<boolean> {
  const open = { target: queueOffers.personId, where: isNull(queueOffers.overAt) };
  const inserted = await tx.insert(queueOffers).values(offer).onConflictDoNothing(open).returning({ id: queueOffers.id });
  return inserted.length === 1;
}

export type OpenQueueOffer = {
  id: string;
  callId: string;
  step: number;
  personId: string;
  address: string;
  callerId: string;
  ringSeconds: number;
  /** Its caller still waits in that stay. */
  stays: boolean;
};

const stays = sql<boolean>`exists (select from queue_places q where q.call_id = ${queueOffers.callId} and q.state = 'waiting' and q.step = ${queueOffers.step})`;

/**
 * The offer to be dialled next, held until the transaction ends; null: none waits. Of the callers for whom the fewest telephones ring, the one whose offer has
 * waited longest: with one call a second, a caller for whom ten are to ring would hold up everybody else's first.
 */
export async function findNextQueueOffer(tx: Tx): Promise<OpenQueueOffer | null> {
  const ringing = sql`(select count(*) from queue_offers r where r.call_id = ${queueOffers.callId} and r.over_at is null and r.dialled_at is not null)`;
  const [offer] = await tx
    .select({
      id: queueOffers.id,
      callId: queueOffers.callId,
      step: queueOffers.step,
      personId: queueOffers.personId,
      address: queueOffers.address,
      callerId: queueOffers.callerId,
      ringSeconds: sql<number>`extract(epoch from ${queueOffers.ringUntil} - ${queueOffers.offeredAt})::float8`,
      stays,
    })
    .from(queueOffers)
    .where(and(isNull(queueOffers.overAt), isNull(queueOffers.dialledAt)))
    .orderBy(asc(ringing), asc(queueOffers.offeredAt), asc(queueOffers.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return offer ?? null;
}

/** It is dialled now: uses the turn up, and its ringing counts from now. */
export async function claimQueueOffer(tx: Tx, id: string, provider: string, now: Date): Promise<void> {
  const ringUntil = sql`${now.toISOString()}::timestamptz + (${queueOffers.ringUntil} - ${queueOffers.offeredAt})`;
  await tx.update(queueOffers).set({ dialledAt: now, ringUntil }).where(eq(queueOffers.id, id));
  await tx.update(dialPace).set({ lastAt: now }).where(eq(dialPace.provider, provider));
}

/** The provider took the call. */
export async function saveQueueOfferDialled(db: Db | Tx, id: string, providerCallId: string): Promise<void> {
  await db.update(queueOffers).set({ providerCallId }).where(eq(queueOffers.id, id));
}

/** The provider has asked for patience: it is dialled again in its turn, and rings no longer than it would have. */
export async function returnQueueOffer(db: Db | Tx, id: string): Promise<void> {
  const ringUntil = sql`${queueOffers.offeredAt} + (${queueOffers.ringUntil} - ${queueOffers.dialledAt})`;
  await db
    .update(queueOffers)
    .set({ dialledAt: null, ringUntil })
    .where(and(eq(queueOffers.id, id), isNull(queueOffers.overAt)));
}

/** Offers that ring or are to be rung. */
export async function listOpenQueueOffers(db: Db | Tx, limit: number): Promise<OverOffer[]> {
  return db
    .select({
      id: queueOffers.id,
      callId: queueOffers.callId,
      step: queueOffers.step,
      personId: queueOffers.personId,
      inVain: stays,
    })
    .from(queueOffers)
    .where(isNull(queueOffers.overAt))
    .orderBy(asc(queueOffers.offeredAt))
    .limit(limit);
}

export type OverOffer = { id: string; callId: string; step: number; personId: string; inVain: boolean };

/**
 * Offers that are to end at `now`: their time is over, their telephone has stopped ringing, or their caller waits no longer in that stay. Who was let in himself
 * is among them: his offer is over, too.
 */
export async function listOffersToEnd(db: Db | Tx, now: Date, limit: number): Promise<OverOffer[]> {
  const stopped = sql`exists (select from ${legs} l where l.call_id = ${queueOffers.callId} and l.step = ${queueOffers.step} and l.person_id = ${queueOffers.personId}
    and l.state = 'ended' and l.started_at >= ${queueOffers.dialledAt} - interval '5 seconds'
    and not exists (select from ${legs} m where m.call_id = l.call_id and m.step = l.step and m.person_id = l.person_id and m.state <> 'ended'))`;
  return db
    .select({
      id: queueOffers.id,
      callId: queueOffers.callId,
      step: queueOffers.step,
      personId: queueOffers.personId,
      inVain: stays,
    })
    .from(queueOffers)
    .where(
      and(
        isNull(queueOffers.overAt),
        sql`(not ${stays} or (${queueOffers.dialledAt} is not null and (${lte(queueOffers.ringUntil, now)} or ${stopped})))`,
      ),
    )
    .orderBy(asc(queueOffers.offeredAt))
    .limit(limit);
}

export async function endQueueOffer(db: Db | Tx, id: string, at: Date, inVain: boolean): Promise<void> {
  await db
    .update(queueOffers)
    .set({ overAt: at, inVain })
    .where(and(eq(queueOffers.id, id), isNull(queueOffers.overAt)));
}

/** Legs of a stay that ring and are not to ring any more: not the one that was let in. */
export async function listRingingLegs(db: Db | Tx, offer: Pick<OverOffer, 'callId' | 'step' | 'personId'>): Promise<string[]> {
  const rows = await db
    .select({ providerCallId: legs.providerCallId })
    .from(legs)
    .where(
      and(
        eq(legs.callId, offer.callId),
        eq(legs.step, offer.step),
        eq(legs.personId, offer.personId),
        sql`${legs.state} <> 'ended'`,
        sql`not exists (select from call_events e where e.call_id = ${legs.callId} and e.kind = 'joined' and e.body->>'legId' = ${legs.id}::text)`,
      ),
    );
  return rows.map((row) => row.providerCallId);
}
