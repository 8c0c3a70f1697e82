import type { RouteDepartment } from '../scripts/route-facts.js';
import type { PlayedSound } from './sound.js';

/** What is played where a script asks for the music that ships: the department's own, if it has any. Whatever else the script asks for is played as asked. */
export function waitingMusic(asked: PlayedSound, department: Pick<RouteDepartment, 'holdSoundId'> | null): PlayedSound {
  const soundId = department?.holdSoundId ?? null;
  return asked.kind === 'built-in' && asked.name === 'music' && soundId !== null ? { kind: 'uploaded', soundId } : asked;
}
