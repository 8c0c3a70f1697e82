import { appendAudit, insertPbxKey, transactionOfOwner } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { makePbxKey } from './make-pbx-key.js';

/** A new key for a PBX, by whoever holds the owner's URL; what is returned is shown once. */
export async function addPbxKeyByCommand(
  ctx: Pick<HouseContext, 'clock' | 'ids'> & { databaseUrl: string },
  { name }: { name: string },
): Promise<string> {
  const { key, keyHash, hint } = makePbxKey();
  const id = ctx.ids();
  const at = ctx.clock();
  await transactionOfOwner(ctx.databaseUrl, async (tx) => {
    await insertPbxKey(tx, { id, name, hint, keyHash, addedBy: null, addedAt: at });
    await appendAudit(tx, { id: ctx.ids(), actorId: null, act: 'pbx-key.added', objectKind: 'pbx-key', objectIds: [id], at });
  });
  return key;
}
