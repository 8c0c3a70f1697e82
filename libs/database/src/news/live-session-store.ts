import type { Role } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import type { Db } from '../connection/database.js';

export type LiveSession = { tokenHash: string; personId: string; role: Role; seesNumbers: boolean; timeZone: string };

/** Which of these sessions are alive at `now`, and whose; none of them is renewed by it. One statement, for a gateway's many sockets. */
export async function listLiveSessions(db: Db, tokenHashes: readonly string[], now: Date): Promise<LiveSession[]> {
  if (tokenHashes.length === 0) return [];
  const given = sql.param([...new Set(tokenHashes)]);
  const { rows } = await db.execute<{ token_hash: string; person_id: string; role: Role; sees_numbers: boolean; time_zone: string }>(
    sql`select given.token_hash, session.person_id, session.role, session.sees_numbers, session.time_zone
        from unnest(${given}::text[]) as given (token_hash),
             lateral use_session(given.token_hash, ${now.toISOString()}, '-infinity', '-infinity') as session`,
  );
  return rows.map((row) => ({
    tokenHash: row.token_hash,
    personId: row.person_id,
    role: row.role,
    seesNumbers: row.sees_numbers,
    timeZone: row.time_zone,
  }));
}
