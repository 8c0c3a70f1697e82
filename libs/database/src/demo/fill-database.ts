import { sql } from 'drizzle-orm';
import pg from 'pg';
import { transactionOfOwner } from '../connection/transaction-of-owner.js';
import * as tables from '../schema/tables.js';

type Tables = typeof tables;
type TableName = { [K in keyof Tables]: Tables[K] extends { $inferInsert: unknown } ? K : never }[keyof Tables];
/** Rows of one table; batches are written in the order in which they refer to each other. */
export type Batch = { [K in TableName]: { table: K; rows: readonly Tables[K]['$inferInsert'][] } }[TableName];

const AT_ONCE = 400;

/** Fills a database that has no people yet, all or nothing; false: it has people and was left as it is. The URL must be the owner's. */
export function fillDatabase(connectionString: string, batches: readonly Batch[]): Promise<boolean> {
  return transactionOfOwner(connectionString, async (tx) => {
    await tx.execute(sql`lock table people in share row exclusive mode`);
    const found = await tx.select({ id: tables.people.id }).from(tables.people).limit(1);
    if (found.length > 0) return false;
    for (const { table, rows } of batches) {
      for (let from = 0; from < rows.length; from += AT_ONCE)
        await tx.insert(tables[table]).values(rows.slice(from, from + AT_ONCE) as never);
    }
    return true;
  });
}

/** The company's own numbers, as its owner sees them. */
export async function listDids(connectionString: string): Promise<{ e164: string; label: string }[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<{ e164: string; label: string }>('select e164, label from dids order by e164')).rows;
  } finally {
    await client.end();
  }
}

/** Whether anybody works here yet. */
export async function hasPeople(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<{ found: boolean }>('select exists (select from people) as found')).rows[0]?.found === true;
  } finally {
    await client.end();
  }
}
