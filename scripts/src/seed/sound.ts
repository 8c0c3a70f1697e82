import type { Chance } from './chance.js';

const RATE = 8000;
const HEADER = 44;
/** Asked for some millions of times: where a test's own global object stands between, each look at `Math` takes longer than the sine. */
const { PI, max, round, sin } = Math;

/** A conversation to look at and to hear: two voices that take turns, each on its own channel. 16-bit PCM WAV, 8 kHz, two channels. */
export function makeConversation(chance: Chance, seconds: number): Buffer {
  const frames = seconds * RATE;
  const wav = Buffer.alloc(HEADER + frames * 4);
  writeHeader(wav, frames);
  const pitches = [chance.whole(110, 150), chance.whole(180, 230)];
  let speaker = 0;
  let turnEnds = 0;
  let loudness = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    if (frame >= turnEnds) {
      speaker = 1 - speaker;
      turnEnds = frame + chance.whole(RATE, RATE * 4);
    }
    // Syllables: a voice swells and fades a few times a second.
    if (frame % 1600 === 0) loudness = 0.25 + chance.share() * 0.6;
    const swell = max(0, sin(((frame % 1600) / 1600) * PI));
    const pitch = (pitches[speaker] ?? 150) * (1 + 0.06 * sin(frame / 3000));
    const wave = sin((2 * PI * pitch * frame) / RATE) * 0.6 + sin((4 * PI * pitch * frame) / RATE) * 0.3;
    const sample = round(wave * swell * loudness * 14_000);
    wav.writeInt16LE(speaker === 0 ? sample : 0, HEADER + frame * 4);
    wav.writeInt16LE(speaker === 1 ? sample : 0, HEADER + frame * 4 + 2);
  }
  return wav;
}

function writeHeader(wav: Buffer, frames: number): void {
  const bytes = frames * 4;
  wav.write('RIFF', 0, 'ascii');
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write('WAVEfmt ', 8, 'ascii');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'ascii');
  wav.writeUInt32LE(bytes, 40);
}
