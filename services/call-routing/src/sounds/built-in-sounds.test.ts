import { makeWavReader } from '@ringbase/domain';
import { makeBuiltInSounds } from './built-in-sounds.js';

const sounds = makeBuiltInSounds();

function read(wav: Buffer) {
  const reader = makeWavReader();
  reader.push(wav);
  const verdict = reader.finish(null);
  if (verdict.kind !== 'sound') throw new Error(verdict.reason);
  return verdict.sound;
}
const level = (wav: Buffer, at: number) => wav.readInt16LE(44 + 2 * Math.round(at * 8000));
/** The loudest sample of a stretch of seconds. */
const loudest = (wav: Buffer, from: number, to: number) => {
  let most = 0;
  for (let at = from; at < to; at += 1 / 8000) most = Math.max(most, Math.abs(level(wav, at)));
  return most;
};

test('it rings for one second of five, at 425 Hz', () => {
  const { ringing } = sounds;
  expect(read(ringing)).toMatchObject({ channels: 1, sampleRate: 8000, seconds: 5 });
  let crossings = 0;
  for (let at = 1; at < 8000; at += 1)
    if (ringing.readInt16LE(44 + 2 * (at - 1)) < 0 !== ringing.readInt16LE(44 + 2 * at) < 0) crossings += 1;
  expect(Math.abs(crossings / 2 - 425)).toBeLessThanOrEqual(2);
  expect(loudest(ringing, 0.2, 0.8)).toBeGreaterThan(7_000);
  expect(loudest(ringing, 1, 4.99)).toBe(0);
});

test('the music is calm, twenty seconds long, and goes round without a click', () => {
  const { music } = sounds;
  expect(read(music)).toMatchObject({ channels: 1, sampleRate: 8000, seconds: 20 });
  expect(loudest(music, 0, 19.99)).toBeLessThan(20_000);
  expect(loudest(music, 0, 19.99)).toBeGreaterThan(4_000);
  expect(Math.abs(level(music, 0))).toBeLessThan(50);
  expect(loudest(music, 19.95, 19.99)).toBeLessThan(500);
});
