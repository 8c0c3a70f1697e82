import type { Sound } from '@ringbase/contracts';
import { listSoundRows, listSoundUses } from '@ringbase/database';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { presentSound } from './present-sound.js';

/** The sounds that a department's script may play. Throws NOT_FOUND for another's department. */
export async function listSounds(ctx: Context, { departmentId }: { departmentId: string }): Promise<Sound[]> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const rows = await listSoundRows(tx, departmentId);
    const uses = await listSoundUses(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => presentSound(row, uses));
  });
}
