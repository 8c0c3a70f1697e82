import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Tx } from './database.js';

/** A transaction of the database's owner, past every policy: for commands, never for a service. The URL must be the owner's. */
export async function transactionOfOwner<T>(connectionString: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'ringbase-owner' });
  await client.connect();
  try {
    return await drizzle(client).transaction(work);
  } finally {
    await client.end();
  }
}
