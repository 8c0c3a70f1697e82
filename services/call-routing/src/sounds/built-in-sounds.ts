import type { BuiltInSound } from '@ringbase/domain';
import { makeWav } from './make-wav.js';

const wave = (hertz: number, at: number): number => Math.sin(2 * Math.PI * hertz * at);

/** As it rings in Europe: a second of tone, four of silence. Source: ITU-T E.180 */
function ringing(at: number): number {
  const edge = Math.max(0, Math.min(1, at * 100, (1 - at) * 100));
  return 0.25 * edge * wave(425, at);
}

/** Notes of a pentatonic scale, in semitones from the A below middle C; a rest is null. No two of them quarrel, whatever sounds on. */
const melody: readonly (number | null)[] = [
  3,
  7,
  10,
  12,
  10,
  7,
  5,
  null,
  3,
  5,
  7,
  10,
  7,
  5,
  3,
  null,
  12,
  10,
  7,
  5,
  7,
  10,
  12,
  null,
  10,
  7,
  5,
  3,
  5,
  3,
  0,
  null,
  3,
  7,
  10,
  7,
  5,
  3,
  0,
  null,
];
const BEAT = 0.5;
const LENGTH = melody.length * BEAT;
/** Seconds until a note is gone. */
const RING_OFF = 1.6;

/** Each note is struck softly and rings off under the next ones; the last has rung off before the piece begins anew. */
function music(at: number): number {
  const beat = Math.floor(at / BEAT);
  let level = 0;
  for (let back = 0; back * BEAT < RING_OFF; back += 1) {
    const note = melody[beat - back] ?? null;
    const since = at - (beat - back) * BEAT;
    if (note === null || since >= RING_OFF) continue;
    const hertz = 220 * 2 ** (note / 12);
    const loudness = Math.min(1, since * 40) * (1 - since / RING_OFF) ** 2 * Math.min(1, (LENGTH - at) * 2);
    level += 0.18 * loudness * (wave(hertz, since) + 0.25 * wave(2 * hertz, since));
  }
  return level;
}

/** The sounds that ship, made when the service starts. */
export function makeBuiltInSounds(): Readonly<Record<BuiltInSound, Buffer>> {
  return { ringing: makeWav(5, ringing), music: makeWav(LENGTH, music) };
}
