const RATE = 8_000;
const HEADER = 44;
const LOUDEST = 32_767;

/** A WAV as telephones play it: 8,000 samples a second of one channel, 16 bits. `level`: -1 to 1 at a moment in seconds. */
export function makeWav(seconds: number, level: (at: number) => number): Buffer {
  const samples = Math.round(seconds * RATE);
  const wav = Buffer.alloc(HEADER + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) {
    const value = Math.max(-1, Math.min(1, level(at / RATE)));
    wav.writeInt16LE(Math.round(value * LOUDEST), HEADER + at * 2);
  }
  return wav;
}
