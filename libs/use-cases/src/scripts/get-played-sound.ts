import { findPlayedSound } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { SoundFile } from './get-sound-file.js';

/** Where the sound lies that the phone company fetches for a caller: whoever knows its id has been given it. Throws NOT_FOUND. */
export async function getPlayedSound(ctx: HouseContext, { id }: { id: string }): Promise<SoundFile> {
  const found = await findPlayedSound(ctx.house.db, id);
  if (found === null) throw new DomainError('NOT_FOUND', 'There is no such sound', { soundId: id });
  return found;
}
