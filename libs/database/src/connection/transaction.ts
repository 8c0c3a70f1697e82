import { sql } from 'drizzle-orm';
import type { Database, Tx } from './database.js';
import { inTransaction } from './in-transaction.js';

/** A person's transaction: row-level security sees him (and the moment) for its length and not a statement longer. */
export function transactionAs<T>(database: Database, personId: string, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database.pool, async (tx) => {
    await tx.execute(sql`select set_config('app.person_id', ${personId}, true), set_config('app.now', ${now.toISOString()}, true)`);
    return work(tx);
  });
}

/** A transaction of the house itself (routing, workers): its role's own narrow policies apply. */
export function transactionOfHouse<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database.pool, work);
}
