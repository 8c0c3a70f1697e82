import { decideFate, faultsSchema } from './faults.js';
import { between, makePrng } from './prng.js';

test('the same seed and key give the same numbers, another seed others', () => {
  const draw = (seed: number, key: string) => Array.from({ length: 5 }, makePrng(seed, key));
  expect(draw(7, 'a')).toEqual(draw(7, 'a'));
  expect(draw(7, 'a')).not.toEqual(draw(8, 'a'));
  expect(draw(7, 'a')).not.toEqual(draw(7, 'b'));
});

test('whole numbers cover their range evenly', () => {
  const random = makePrng(1, 'range');
  const counts = new Map<number, number>();
  for (let i = 0; i < 5_000; i += 1) {
    const n = between(random, 1, 5);
    counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5]);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

const harsh = faultsSchema.parse({
  seed: 3,
  duplicate: { min: 1, max: 5 },
  reorder: true,
  delayProbability: 0.1,
  delayMs: { min: 1_000, max: 9_000 },
  dropProbability: 0.05,
});

test('a voice webhook may be repeated but is never dropped, delayed or reordered', () => {
  for (let i = 0; i < 500; i += 1) {
    const fate = decideFate(harsh, 'voice', String(i));
    expect(fate).toMatchObject({ drop: false, delayMs: 0, reorderMs: null });
    expect(fate.copies).toBeGreaterThanOrEqual(1);
  }
});

test('about as many callbacks are dropped and delayed as asked for, and the same ones each time', () => {
  const fates = Array.from({ length: 2_000 }, (_, i) => decideFate(harsh, 'status', String(i)));
  expect(fates.filter((fate) => fate.drop).length / 2_000).toBeCloseTo(0.05, 1);
  expect(fates.filter((fate) => fate.delayMs > 0).length / 2_000).toBeCloseTo(0.1, 1);
  expect(Array.from({ length: 2_000 }, (_, i) => decideFate(harsh, 'status', String(i)))).toEqual(fates);
});

test('kinds that were not named are left alone', () => {
  const only = faultsSchema.parse({ duplicate: { min: 4, max: 4 }, dropProbability: 1, only: ['recording'] });
  expect(decideFate(only, 'status', 'x')).toMatchObject({ copies: 1, drop: false });
  expect(decideFate(only, 'recording', 'x').drop).toBe(true);
});
