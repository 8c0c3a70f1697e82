import { makeTurns } from './make-turns.js';

test('no more than so many at once, each in the end, and one that fails holds up nobody', async () => {
  const inTurn = makeTurns(2);
  let [running, most] = [0, 0];
  const work = async (n: number) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    if (n % 3 === 0) throw new Error('failed');
    return n;
  };
  const done = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => inTurn(() => work(n))));
  expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  expect([most, running]).toEqual([2, 0]);
  expect(await inTurn(async () => 'free again')).toBe('free again');
});
