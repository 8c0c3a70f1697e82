import fc from 'fast-check';
import { makeWavReader } from './read-wav.js';

type Wav = {
  channels?: number;
  rate?: number;
  bits?: number;
  tag?: number;
  frames: (at: number, channel: number) => number;
  count: number;
  before?: [string, number][];
};

function wav({ channels = 2, rate = 8000, bits = 16, tag = 1, frames, count, before = [] }: Wav): Uint8Array {
  const data = new Uint8Array((count * channels * bits) / 8);
  const samples = new DataView(data.buffer);
  for (let at = 0; at < count; at += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      const value = frames(at, channel);
      if (bits === 16) samples.setInt16((at * channels + channel) * 2, Math.round(value * 32767), true);
      else samples.setUint8(at * channels + channel, Math.round(128 + value * 127));
    }
  }
  const fmt = new Uint8Array(16);
  const view = new DataView(fmt.buffer);
  view.setUint16(0, tag, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, (rate * channels * bits) / 8, true);
  view.setUint16(12, (channels * bits) / 8, true);
  view.setUint16(14, bits, true);
  const chunks = [['fmt ', fmt] as const, ...before.map(([name, size]) => [name, new Uint8Array(size)] as const), ['data', data] as const];
  const body = Buffer.concat(
    chunks.flatMap(([name, bytes]) => [Buffer.from(name), size32(bytes.length), Buffer.from(bytes), Buffer.alloc(bytes.length % 2)]),
  );
  return Buffer.concat([Buffer.from('RIFF'), size32(4 + body.length), Buffer.from('WAVE'), body]);
}

function size32(size: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(size);
  return bytes;
}

function read(bytes: Uint8Array, told: number | null = null, piece = 1000) {
  const reader = makeWavReader();
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  return reader.finish(told);
}

const loudLeft: Wav = { frames: (at, channel) => (channel === 0 ? Math.sin(at / 5) * 0.8 : Math.sin(at / 5) * 0.2), count: 80_000 };

test('µ-law as telephones talk is sound, with its waveform', () => {
  const bytes = wav({ channels: 1, bits: 8, tag: 7, frames: () => 0, count: 16_000 });
  // Silence is all ones; the loudest sample has its exponent and mantissa turned over to nothing.
  bytes.fill(0xff, 44, 44 + 8_000);
  bytes.fill(0x80, 44 + 8_000);
  const verdict = read(bytes, 2);
  if (verdict.kind !== 'sound') throw new Error(verdict.reason);
  expect(verdict.sound).toMatchObject({ channels: 1, sampleRate: 8000, seconds: 2 });
  const [peaks] = verdict.sound.peaks;
  expect(peaks?.[0]).toBe(0);
  expect(peaks?.at(-1)).toBeCloseTo(0.98, 2);
});

test('two channels of ten seconds are sound, each with its own waveform', () => {
  const verdict = read(wav(loudLeft), 10);
  if (verdict.kind !== 'sound') throw new Error(verdict.reason);
  expect(verdict.sound).toMatchObject({ channels: 2, sampleRate: 8000, seconds: 10 });
  const [left, right] = verdict.sound.peaks;
  expect(left!.length).toBeGreaterThanOrEqual(200);
  expect(left!.length).toBeLessThanOrEqual(800);
  expect(Math.max(...left!)).toBeCloseTo(0.8, 1);
  expect(Math.max(...right!)).toBeCloseTo(0.2, 1);
});

test('pieces of any size give the same', () => {
  const bytes = wav({ ...loudLeft, count: 700 });
  const whole = read(bytes, null, bytes.length);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (piece) => expect(read(bytes, null, piece)).toEqual(whole)),
    { numRuns: 30 },
  );
});

test('a long recording keeps within 800 points', () => {
  const reader = makeWavReader();
  reader.push(wav({ channels: 1, frames: () => 0, count: 0 }).map((byte, at) => (at >= 40 && at < 44 ? 255 : byte)));
  for (let second = 0; second < 300; second += 1) reader.push(new Uint8Array(16_000));
  const verdict = reader.finish(300);
  expect(verdict.kind).toBe('sound');
  expect(verdict.kind === 'sound' && verdict.sound.peaks[0]!.length).toBeLessThanOrEqual(800);
  expect(verdict.kind === 'sound' && verdict.sound.peaks[0]!.length).toBeGreaterThanOrEqual(400);
});

test.each([
  ['mono', wav({ ...loudLeft, channels: 1 }), 10],
  ['eight bits', wav({ ...loudLeft, bits: 8 }), 10],
  [
    'chunks before the samples',
    wav({
      ...loudLeft,
      before: [
        ['LIST', 27],
        ['fact', 4],
      ],
    }),
    10,
  ],
  ['a length told a little short', wav(loudLeft), 9],
  ['no length told', wav(loudLeft), null],
])('%s is sound', (_, bytes, told) => expect(read(bytes, told).kind).toBe('sound'));

test.each([
  ['an error page', Buffer.from('<!DOCTYPE html><html><body>Service unavailable</body></html>'.repeat(200)), 10, 'not-sound'],
  ['a short error page', Buffer.from('{"code":20404}'), 10, 'not-sound'],
  ['nothing', Buffer.alloc(0), 10, 'not-sound'],
  ['an MP3', Buffer.from('ID3\u0003'.repeat(3000)), 10, 'not-sound'],
  [
    'a RIFF of something else',
    Buffer.concat([Buffer.from('RIFF'), size32(9999), Buffer.from('AVI '), Buffer.alloc(5000)]),
    10,
    'not-sound',
  ],
  ['compressed samples', wav({ ...loudLeft, tag: 85 }), 10, 'not-sound'],
  ['half a header', wav(loudLeft).subarray(0, 30), 10, 'not-sound'],
  ['a download that broke off', wav(loudLeft).subarray(0, 200_000), 10, 'wrong-length'],
  ['much less than was told', wav({ ...loudLeft, count: 8000 }), 10, 'wrong-length'],
  ['much more than was told', wav(loudLeft), 2, 'wrong-length'],
  ['a header without samples', wav({ ...loudLeft, count: 0 }), 10, 'wrong-length'],
  ['a header without samples that nobody promised', wav({ ...loudLeft, count: 0 }), 0, 'not-sound'],
])('%s is refused', (_, bytes, told, failure) => expect(read(bytes, told)).toMatchObject({ kind: 'refused', failure }));

test('whatever bytes come, an answer is given', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, riff) => {
      const bytes = riff ? Buffer.concat([Buffer.from('RIFF1234WAVEfmt '), noise]) : noise;
      expect(['sound', 'refused']).toContain(read(bytes, null, 7).kind);
    }),
  ));
