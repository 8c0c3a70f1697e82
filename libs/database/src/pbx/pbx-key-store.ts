import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { pbxKeys } from '../schema/tables.js';

export type NewPbxKey = { id: string; name: string; hint: string; keyHash: string; addedBy: string | null; addedAt: Date };
export type PbxKeyRow = { id: string; name: string; hint: string; addedAt: Date; lastUsedAt: Date | null; revokedAt: Date | null };

const told = {
  id: pbxKeys.id,
  name: pbxKeys.name,
  hint: pbxKeys.hint,
  addedAt: pbxKeys.addedAt,
  lastUsedAt: pbxKeys.lastUsedAt,
  revokedAt: pbxKeys.revokedAt,
};

export async function insertPbxKey(db: Db | Tx, key: NewPbxKey): Promise<void> {
  await db.insert(pbxKeys).values(key);
}

/** All keys there ever were, the newest first; never a hash. */
export async function listPbxKeyRows(db: Db | Tx): Promise<PbxKeyRow[]> {
  return db.select(told).from(pbxKeys).orderBy(desc(pbxKeys.addedAt), desc(pbxKeys.id));
}

export async function findPbxKey(db: Db | Tx, id: string): Promise<PbxKeyRow | null> {
  const [found] = await db.select(told).from(pbxKeys).where(eq(pbxKeys.id, id));
  return found ?? null;
}

/** False when it was revoked before. */
export async function saveRevokedPbxKey(db: Db | Tx, id: string, revokedBy: string, revokedAt: Date): Promise<boolean> {
  const revoked = await db
    .update(pbxKeys)
    .set({ revokedBy, revokedAt })
    .where(and(eq(pbxKeys.id, id), isNull(pbxKeys.revokedAt)))
    .returning({ id: pbxKeys.id });
  return revoked.length === 1;
}

/** The hashes of the keys that open the door now. */
export async function listLivePbxKeys(db: Db | Tx): Promise<{ id: string; keyHash: string; lastUsedAt: Date | null }[]> {
  return db
    .select({ id: pbxKeys.id, keyHash: pbxKeys.keyHash, lastUsedAt: pbxKeys.lastUsedAt })
    .from(pbxKeys)
    .where(isNull(pbxKeys.revokedAt));
}

export async function saveUsedPbxKey(db: Db | Tx, id: string, lastUsedAt: Date): Promise<void> {
  await db.update(pbxKeys).set({ lastUsedAt }).where(eq(pbxKeys.id, id));
}
