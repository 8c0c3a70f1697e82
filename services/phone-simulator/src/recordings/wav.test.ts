import { loudness } from '../testing/loudness.js';
import { pitchOf, wavBytes, wavChunks } from './wav.js';

const caller = { hz: 440, fromMs: 0, turn: 0, channel: 0 } as const;
const called = { hz: 660, fromMs: 0, turn: 1, channel: 1 } as const;
const bytes = (sid: string, ms: number, channels: 1 | 2) => Buffer.concat([...wavChunks(sid, ms, [caller, called], channels)]);

test('the header tells 16-bit PCM at 8 kHz and the right lengths', () => {
  const wav = bytes('RE1', 2_500, 2);
  expect(wav.toString('ascii', 0, 4) + wav.toString('ascii', 8, 16)).toBe('RIFFWAVEfmt ');
  expect([wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([1, 2, 8_000, 16]);
  expect(wav.readUInt32LE(40)).toBe(2.5 * 8_000 * 4);
  expect(wav.length).toBe(wavBytes(2_500, 2));
});

test('each party is heard on its own channel, and both when mixed', () => {
  const dual = bytes('RE1', 6_400, 2);
  expect(loudness(dual, 2, 0, 440)).toBeGreaterThan(1_000);
  expect(loudness(dual, 2, 1, 660)).toBeGreaterThan(1_000);
  expect(loudness(dual, 2, 0, 660)).toBeLessThan(50);
  expect(loudness(dual, 2, 1, 440)).toBeLessThan(50);
  const mono = bytes('RE1', 6_400, 1);
  expect(loudness(mono, 1, 0, 440)).toBeGreaterThan(1_000);
  expect(loudness(mono, 1, 0, 660)).toBeGreaterThan(1_000);
});

test('a voice is heard from its beginning to its end, on its own channel, and many voices never overflow', () => {
  const wav = Buffer.concat([...wavChunks('RE1', 6_000, [{ hz: 440, fromMs: 1_000, toMs: 3_000, turn: null, channel: 1 }], 2)]);
  expect(loudness(wav, 2, 1, 440, 0, 1_000)).toBeLessThan(5);
  expect(loudness(wav, 2, 1, 440, 1_000, 3_000)).toBeGreaterThan(1_000);
  expect(loudness(wav, 2, 1, 440, 3_000, 6_000)).toBeLessThan(5);
  expect(loudness(wav, 2, 0, 440)).toBeLessThan(5);
  const crowd = Array.from({ length: 8 }, () => ({ hz: 440, fromMs: 0, turn: null, channel: 0 }) as const);
  const samplesOf = (voices: typeof crowd) => {
    const bytesOf = Buffer.concat([...wavChunks('RE1', 1_000, voices, 1)]);
    return Array.from({ length: 8_000 }, (_, i) => bytesOf.readInt16LE(44 + i * 2));
  };
  const [mixed, alone] = [samplesOf(crowd), samplesOf(crowd.slice(0, 1))];
  expect(Math.max(...mixed)).toBe(32_767);
  expect(mixed.every((sample, i) => Math.abs(alone[i] ?? 0) < 100 || Math.sign(sample) === Math.sign(alone[i] ?? 0))).toBe(true);
});

test('the same recording has the same bytes again; another recording of the same parties has others', () => {
  expect(bytes('RE1', 1_000, 2).equals(bytes('RE1', 1_000, 2))).toBe(true);
  expect(bytes('RE1', 1_000, 2).equals(bytes('RE2', 1_000, 2))).toBe(false);
});

test('a party keeps its pitch, and callers are lower than those they call', () => {
  expect(pitchOf('+359888123456', 'caller')).toBe(pitchOf('+359888123456', 'caller'));
  for (let i = 0; i < 100; i += 1) {
    expect(pitchOf(`a${i}`, 'caller')).toBeLessThan(500);
    expect(pitchOf(`a${i}`, 'called')).toBeGreaterThanOrEqual(600);
  }
});
