import { appendAudit, findPbxKey, saveRevokedPbxKey } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

/** Closes the door to a key from now on; once more changes nothing. Throws NOT_FOUND. */
export async function revokePbxKey(ctx: Context, { id }: { id: string }): Promise<void> {
  const at = ctx.clock();
  const { personId } = ctx.actor;
  await ctx.transaction(async (tx) => {
    if ((await findPbxKey(tx, id)) === null) throw new DomainError('NOT_FOUND', 'There is no such key');
    if (await saveRevokedPbxKey(tx, id, personId, at))
      await appendAudit(tx, { id: ctx.ids(), actorId: personId, act: 'pbx-key.revoked', objectKind: 'pbx-key', objectIds: [id], at });
  });
}
