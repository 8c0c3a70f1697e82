import type { Sound } from '@ringbase/contracts';
import { listSoundRows, listSoundUses, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { presentSound } from './present-sound.js';

/** One of a department's sounds as it is listed. Throws NOT_FOUND. */
export async function mustShowSound(tx: Tx, departmentId: string, soundId: string): Promise<Sound> {
  const row = (await listSoundRows(tx, departmentId)).find(({ id }) => id === soundId);
  if (row === undefined) throw new DomainError('NOT_FOUND', 'There is no such sound of yours', { soundId });
  return presentSound(row, await listSoundUses(tx, [soundId]));
}
