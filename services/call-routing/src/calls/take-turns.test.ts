import { makeTurns } from './take-turns.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test('messages of one call follow each other, those of another do not wait for them', async () => {
  const inTurn = makeTurns();
  const seen: string[] = [];
  const tell = (callId: string, name: string) =>
    inTurn(callId, async () => {
      seen.push(`${name} begins`);
      await pause();
      seen.push(`${name} ends`);
    });
  await Promise.all([tell('one', 'first'), tell('one', 'second'), tell('other', 'third')]);
  expect(seen.indexOf('second begins')).toBeGreaterThan(seen.indexOf('first ends'));
  expect(seen.indexOf('third begins')).toBeLessThan(seen.indexOf('first ends'));
});

test('one that fails fails alone', async () => {
  const inTurn = makeTurns();
  const failing = inTurn('one', () => Promise.reject(new Error('no database')));
  const after = inTurn('one', () => Promise.resolve('answered'));
  await expect(failing).rejects.toThrow('no database');
  await expect(after).resolves.toBe('answered');
});
