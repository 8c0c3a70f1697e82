import { appendAudit, findSound, listSoundUses, removeSound as removeSoundRow } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';

const players = { published: 'the script', draft: 'the draft', waiting: 'the waiting callers' } as const;

/** Takes a sound away. Throws NOT_FOUND; CONFLICT naming what plays it: scripts, published or being drawn, and departments to whoever waits. */
export async function removeSound(ctx: Context, { departmentId, soundId }: { departmentId: string; soundId: string }): Promise<void> {
  const at = ctx.clock();
  await ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    if ((await findSound(tx, departmentId, soundId)) === null) throw new DomainError('NOT_FOUND', 'There is no such sound', { soundId });
    const playing = (await listSoundUses(tx, [soundId])).map(({ department, kind }) => ({ department, kind }));
    if (playing.length > 0) {
      const named = playing.map(({ department, kind }) => `${players[kind]} of ${department}`);
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
