import { and, asc, eq, gt, isNull, lte, not, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callEvents, calls, queuePlaces } from '../schema/tables.js';

export type CallerToMove = {
  callId: string;
  step: number;
  providerCallId: string;
  /** `came`: he has come to whoever took him by himself, at the end of his music. */
  how: 'to-taker' | 'came' | 'send-on' | 'back';
  scriptStep: number | null;
  /** When he was moved in this stay before. */
  movedAt: Date | null;
};

/** Milliseconds that a caller who was moved has to ask where he is: then he is moved again. */
const ASKS_WITHIN = 2000;
/** Milliseconds after which one whom the provider was asked to move, and who has not come, is moved again: longer than any request lasts. */
const MOVES_WITHIN = 15_000;

/** He has asked to be let in to whoever took him in this stay: to be moved would end his conversation. */
const came = sql`exists (select from call_events e where e.call_id = ${queuePlaces.callId} and e.kind = 'joined' and e.body->>'personId' is null
  and e.key <> 'joined:' || (e.body->>'step')
  and e.at >= (select s.at from call_events s where s.call_id = e.call_id and s.key = 'queued:' || ${queuePlaces.step}))`;
/** Nobody is at it. A claim that lies in the future is of a clock that was set back since. */
const isFree = (now: Date) =>
  or(
    isNull(queuePlaces.moveAskedAt),
    lte(queuePlaces.moveAskedAt, new Date(now.getTime() - MOVES_WITHIN)),
    gt(queuePlaces.moveAskedAt, new Date(now.getTime() + MOVES_WITHIN)),
  );

/**
 * Callers who were taken and are still to be brought to whoever took them, those whose time in the queue is over, and those who were taken by somebody who was
 * gone before they came.
 */
export async function listCallersToMove(db: Db | Tx, now: Date, limit: number): Promise<CallerToMove[]> {
  const taken = sql`${queuePlaces.state} = 'taken'`;
  const left = sql`exists (select from call_events e where e.call_id = ${queuePlaces.callId} and e.key = 'unqueued:' || ${queuePlaces.step})`;
  const moved = sql`${queuePlaces.movedAt} is not null`;
  const asks = lte(queuePlaces.movedAt, new Date(now.getTime() - ASKS_WITHIN));
  return db
    .select({
      callId: queuePlaces.callId,
      step: queuePlaces.step,
      providerCallId: calls.providerCallId,
      how: sql<
        CallerToMove['how']
      >`case when not ${taken} then 'send-on' when ${calls.state} = 'ringing' then 'back' when ${came} then 'came' else 'to-taker' end`,
      scriptStep: sql<number | null>`(${calls.routeState}->>'step')::int`,
      movedAt: queuePlaces.movedAt,
    })
    .from(queuePlaces)
    .innerJoin(calls, eq(calls.id, queuePlaces.callId))
    .where(
      and(
        sql`${calls.state} <> 'ended'`,
        isFree(now),
        sql`case when ${taken} and ${calls.state} = 'ringing' then (not ${moved} or ${asks}) and not ${left}
          else not ${moved} and (${taken} or (${queuePlaces.state} = 'waiting' and ${lte(queuePlaces.until, now)})) end`,
      ),
    )
    .orderBy(asc(queuePlaces.since))
    .limit(limit);
}

const isStay = ({ callId, step }: CallerToMove) => and(eq(queuePlaces.callId, callId), eq(queuePlaces.step, step));
/** He is still to be moved there. */
const isStill = ({ how }: CallerToMove) => eq(queuePlaces.state, how === 'send-on' ? 'waiting' : 'taken');

/**
 * He is to be moved now, and by nobody else until it is told how that went: who is redirected a second time falls out of where he has just come. False: another
 * is at it or has done it, he has come by himself, or he is to be moved elsewhere meanwhile.
 */
export async function claimCallerToMove(db: Db | Tx, caller: CallerToMove, now: Date): Promise<boolean> {
  const movedBefore = caller.movedAt === null ? isNull(queuePlaces.movedAt) : eq(queuePlaces.movedAt, caller.movedAt);
  const claimed = await db
    .update(queuePlaces)
    .set({ moveAskedAt: now })
    .where(and(isStay(caller), isStill(caller), isFree(now), movedBefore, ...(caller.how === 'to-taker' ? [not(came)] : [])))
    .returning({ callId: queuePlaces.callId });
  return claimed.length === 1;
}

/** The provider has not moved him: he may be moved at once. */
export async function releaseCallerToMove(db: Db | Tx, caller: CallerToMove): Promise<void> {
  await db.update(queuePlaces).set({ moveAskedAt: null }).where(isStay(caller));
}

/** He was moved. If he is to be moved elsewhere meanwhile, he still is. */
export async function markCallerMoved(db: Db | Tx, caller: CallerToMove, at: Date): Promise<void> {
  const movedAt = sql`case when ${isStill(caller)} then ${at.toISOString()}::timestamptz else ${queuePlaces.movedAt} end`;
  await db.update(queuePlaces).set({ moveAskedAt: null, movedAt }).where(isStay(caller));
}

/** The telephone that was let in for a caller who waited; null: none was. */
export async function findTaker(db: Db | Tx, callId: string, step: number): Promise<string | null> {
  const [taker] = await db
    .select({ providerCallId: sql<string>`${callEvents.body}->>'providerCallId'` })
    .from(callEvents)
    .where(and(eq(callEvents.callId, callId), eq(callEvents.key, `joined:${step}`)));
  return taker?.providerCallId ?? null;
}
