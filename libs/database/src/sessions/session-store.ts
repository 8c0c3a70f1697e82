import type { Role } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import type { Db } from '../connection/database.js';

// Through the owner's functions alone: no role of a service may read hashes of passwords, or another's session.

export type SignInFacts = { personId: string; passwordHash: string; dismissed: boolean };

export async function findSignInFacts(db: Db, email: string): Promise<SignInFacts | null> {
  const { rows } = await db.execute<{ person_id: string; password_hash: string; dismissed: boolean }>(
    sql`select person_id, password_hash, dismissed from sign_in_facts(${email})`,
  );
  const row = rows[0];
  return row ? { personId: row.person_id, passwordHash: row.password_hash, dismissed: row.dismissed } : null;
}

export async function openSession(db: Db, session: { tokenHash: string; personId: string; expiresAt: Date }): Promise<void> {
  await db.execute(sql`select open_session(${session.tokenHash}, ${session.personId}, ${session.expiresAt.toISOString()})`);
}

export type UsedSession = { personId: string; role: Role; seesNumbers: boolean; timeZone: string; expiresAt: Date };

/** Whose session this is; it is renewed when it ends before `renewBefore`. Null: over, unknown, or its person was dismissed. */
export async function findSession(
  db: Db,
  tokenHash: string,
  when: { now: Date; renewBefore: Date; renewUntil: Date },
): Promise<UsedSession | null> {
  const { rows } = await db.execute<{ person_id: string; role: Role; sees_numbers: boolean; time_zone: string; expires_at: string }>(
    sql`select * from use_session(${tokenHash}, ${when.now.toISOString()}, ${when.renewBefore.toISOString()}, ${when.renewUntil.toISOString()})`,
  );
  const row = rows[0];
  if (!row) return null;
  return {
    personId: row.person_id,
    role: row.role,
    seesNumbers: row.sees_numbers,
    timeZone: row.time_zone,
    expiresAt: new Date(row.expires_at),
  };
}

export async function endSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db.execute(sql`select end_session(${tokenHash}, ${now.toISOString()})`);
}
