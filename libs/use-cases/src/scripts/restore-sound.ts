import type { Sound } from '@ringbase/contracts';
import { appendAudit, restoreSound as restoreSoundRow } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { mustShowSound } from './must-show-sound.js';

/** Takes the removal of a sound back; of one that was not removed nothing changes. Throws NOT_FOUND. */
export async function restoreSound(ctx: Context, { departmentId, soundId }: { departmentId: string; soundId: string }): Promise<Sound> {
  const at = ctx.clock();
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    if (await restoreSoundRow(tx, departmentId, soundId)) {
      const act = { act: 'sound.restored', objectKind: 'sound', objectIds: [soundId] };
      await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at });
    }
    return mustShowSound(tx, departmentId, soundId);
  });
}
