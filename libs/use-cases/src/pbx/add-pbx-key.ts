import type { AddedPbxKey } from '@ringbase/contracts';
import { appendAudit, insertPbxKey } from '@ringbase/database';
import type { Context } from '../context.js';
import { makePbxKey } from './make-pbx-key.js';
import { presentPbxKey } from './present-pbx-key.js';

/** A new key for a PBX; the answer shows it, and nothing ever does again. Others stay live: a key is changed without a gap. */
export async function addPbxKey(ctx: Context, { name }: { name: string }): Promise<AddedPbxKey> {
  const { key, keyHash, hint } = makePbxKey();
  const id = ctx.ids();
  const addedAt = ctx.clock();
  const addedBy = ctx.actor.personId;
  await ctx.transaction(async (tx) => {
    await insertPbxKey(tx, { id, name, hint, keyHash, addedBy, addedAt });
    await appendAudit(tx, { id: ctx.ids(), actorId: addedBy, act: 'pbx-key.added', objectKind: 'pbx-key', objectIds: [id], at: addedAt });
  });
  return { ...presentPbxKey({ id, name, hint, addedAt, lastUsedAt: null, revokedAt: null }), key };
}
