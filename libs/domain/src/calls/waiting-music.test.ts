import type { PlayedSound } from './sound.js';
import { waitingMusic } from './waiting-music.js';

const music: PlayedSound = { kind: 'built-in', name: 'music' };
const ringing: PlayedSound = { kind: 'built-in', name: 'ringing' };
const ours: PlayedSound = { kind: 'uploaded', soundId: 'ours' };
const scripts: PlayedSound = { kind: 'uploaded', soundId: 'the-scripts' };

test.each<[string, PlayedSound, { holdSoundId?: string | null } | null, PlayedSound]>([
  ['the music that ships, where the department has none of its own', music, { holdSoundId: null }, music],
  ['the same for facts that were recorded before there was any', music, {}, music],
  ['the same for a caller of no department', music, null, music],
  ['the department\u2019s own instead of what ships', music, { holdSoundId: 'ours' }, ours],
  ['what the script names goes before', scripts, { holdSoundId: 'ours' }, scripts],
  ['a ring tone stays a ring tone', ringing, { holdSoundId: 'ours' }, ringing],
])('a caller who waits hears %s', (_, asked, department, expected) => expect(waitingMusic(asked, department)).toEqual(expected));
