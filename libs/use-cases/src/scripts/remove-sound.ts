import { appendAudit, findSound, listScriptsPlaying, removeSound as removeSoundRow } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';

/** Takes a sound away. Throws NOT_FOUND; CONFLICT naming the scripts that play it, published or being drawn. */
export async function removeSound(ctx: Context, { departmentId, soundId }: { departmentId: string; soundId: string }): Promise<void> {
  const at = ctx.clock();
  await ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    if ((await findSound(tx, departmentId, soundId)) === null) throw new DomainError('NOT_FOUND', 'There is no such sound', { soundId });
    const playing = await listScriptsPlaying(tx, soundId);
    if (playing.length > 0) {
      const named = playing.map(({ department, kind }) =>
        kind === 'draft' ? `the draft of ${department}` : `the script of ${department}`,
      );
      throw new DomainError('CONFLICT', `This sound is played by ${named.join(' and ')}`, { reason: 'played', playing });
    }
    if (!(await removeSoundRow(tx, soundId, at))) throw new DomainError('NOT_FOUND', 'There is no such sound', { soundId });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'sound.removed',
      objectKind: 'sound',
      objectIds: [soundId],
      at,
    });
  });
}
