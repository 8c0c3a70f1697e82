import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';

/** Whether this person may see the call, or it was ever offered to him. */
export async function isCallKnown(db: Db | Tx, callId: string, personId: string): Promise<boolean> {
  const { rows } = await db.execute<{ known: boolean }>(
    sql`select exists (select from calls where id = ${callId}) or exists (select from offers where call_id = ${callId} and person_id = ${personId}) as known`,
  );
  return rows[0]?.known ?? false;
}
