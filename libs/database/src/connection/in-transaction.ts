import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Tx } from './database.js';
import { explainLostDatabase } from './explain-lost-database.js';

/**
 * A transaction on a connection of the pool, which is given back whatever becomes of it: to be used again if the server has said that the transaction is
 * over, to be closed if it has not. A frozen server answers neither BEGIN nor ROLLBACK; a connection kept for that is gone for good, and one used again
 * would still be inside the transaction of somebody else.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: { error: unknown } | undefined;
  let over = false;
  try {
    const result = await drizzle(client).transaction(async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        failed = { error };
        // Nobody waits for a ROLLBACK that will not be answered: the server ends what its lost connection has begun.
        if (explainLostDatabase(error) !== error) void client.end();
        throw error;
      }
    });
    over = true;
    return result;
  } catch (error) {
    // What is thrown is the work's own error only where ROLLBACK was answered.
    over = failed?.error === error;
    throw failed ? failed.error : error;
  } finally {
    client.release(!over);
  }
}
