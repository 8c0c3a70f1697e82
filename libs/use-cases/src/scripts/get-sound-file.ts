import { findSound } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';

export type SoundFile = { storageKey: string; bytes: number; sha256: string };

/** Where a department's sound lies, for its head to listen to. Throws NOT_FOUND. */
export async function getSoundFile(ctx: Context, { departmentId, soundId }: { departmentId: string; soundId: string }): Promise<SoundFile> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const found = await findSound(tx, departmentId, soundId);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such sound', { soundId });
    return found;
  });
}
