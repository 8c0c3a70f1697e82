import { makeKeyBrake } from './key-brake.js';

const time = { now: new Date('2026-03-02T08:00:00Z') };
const brake = () => makeKeyBrake(() => time.now);
function fail(one: ReturnType<typeof makeKeyBrake>, address: string, keys: string[]): void {
  for (const key of keys) one.fail(address, key);
}
const many = (count: number) => Array.from({ length: count }, (_, index) => `key ${index}`);

test('a wrong key that is sent again and again shuts out itself alone', () => {
  const one = brake();
  fail(one, 'pbx', Array(30).fill('old') as string[]);
  expect([one.refuses('pbx', 'old'), one.refuses('pbx', 'new'), one.refuses('elsewhere', 'old')]).toEqual([true, false, false]);
});

test('who tries many keys is shut out until a quarter of an hour has passed', () => {
  const one = brake();
  fail(one, 'guesser', many(19));
  expect(one.refuses('guesser', 'another')).toBe(false);
  fail(one, 'guesser', ['the twentieth']);
  expect([one.refuses('guesser', 'another'), one.refuses('elsewhere', 'another')]).toEqual([true, false]);
  time.now = new Date(time.now.getTime() + 15 * 60_000);
  expect(one.refuses('guesser', 'another')).toBe(false);
});

test('a thousand addresses are remembered, the oldest forgotten', () => {
  const one = brake();
  fail(one, 'first', many(20));
  for (let index = 0; index < 1000; index += 1) one.fail(`address ${index}`, 'x');
  expect(one.refuses('first', 'x')).toBe(false);
});
