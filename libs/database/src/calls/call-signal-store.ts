import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { callSignals, calls } from '../schema/tables.js';

/** Removes up to `limit` claims of messages that came before `before` and whose call has ended, the oldest first. Returns how many. */
export async function removeOldSignals(db: Db | Tx, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ key: callSignals.key })
    .from(callSignals)
    .innerJoin(calls, eq(calls.id, callSignals.callId))
    .where(and(lt(callSignals.createdAt, before), eq(calls.state, 'ended')))
    .orderBy(asc(callSignals.createdAt))
    .limit(limit);
  const removed = await db.delete(callSignals).where(inArray(callSignals.key, old)).returning({ key: callSignals.key });
  return removed.length;
}
