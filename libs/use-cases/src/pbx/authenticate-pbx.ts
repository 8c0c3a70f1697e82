import { timingSafeEqual } from 'node:crypto';
import { listLivePbxKeys, saveUsedPbxKey } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { hashToken } from '../sessions/hash-token.js';

/** Milliseconds: that a key is used is written to the hour. */
const USED_EVERY = 3_600_000;

/** Whose key this is, by its id; null: nobody's, or a revoked one. Takes as long for a wrong key as for a right one. */
export async function authenticatePbx(ctx: HouseContext, key: string): Promise<string | null> {
  const presented = Buffer.from(hashToken(key), 'hex');
  const live = await listLivePbxKeys(ctx.house.db);
  // All are looked at: where the right one stands is not told by time.
  const [found] = live.filter(({ keyHash }) => timingSafeEqual(Buffer.from(keyHash, 'hex'), presented));
  if (found === undefined) return null;
  const now = ctx.clock();
  if (found.lastUsedAt === null || now.getTime() - found.lastUsedAt.getTime() >= USED_EVERY)
    await saveUsedPbxKey(ctx.house.db, found.id, now);
  return found.id;
}
