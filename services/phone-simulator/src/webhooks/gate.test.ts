import { makeGate } from './gate.js';

test('no more than the limit go on at once, and all get their turn, also after one fails', async () => {
  const gate = makeGate(3);
  let inside = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      gate(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside -= 1;
        if (n === 5) throw new Error('failed');
        return n;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(19);
});
