import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogger } from '@ringbase/platform';
import { type LoopDeclaration, startLoop } from './start-loop.js';

const log = makeLogger({ service: 'test', level: 'silent' });
const HOUR = 3_600_000;

function start(round: LoopDeclaration['round'], everyMs = HOUR) {
  return startLoop({ name: 'test', everyMs, round }, log);
}

test('a loop looks again at once while it finds something, then waits', async () => {
  const found = [3, 1, 0];
  let rounds = 0;
  const loop = start(async () => {
    rounds += 1;
    return found.shift() ?? 0;
  });
  await sleep(20);
  expect(rounds).toBe(3);
  await loop.stop();
});

test('a loop that is woken looks at once, and once more when it was woken during a round', async () => {
  let rounds = 0;
  let finish: () => void = () => undefined;
  const loop = start(async () => {
    rounds += 1;
    if (rounds === 2) await new Promise<void>((resolve) => (finish = resolve));
    return 0;
  });
  await sleep(5);
  loop.wake();
  await sleep(5);
  expect(rounds).toBe(2);
  loop.wake();
  loop.wake();
  finish();
  await sleep(5);
  expect(rounds).toBe(3);
  await loop.stop();
});

test('a loop that fails goes on, and being woken does not make it fail faster', async () => {
  let rounds = 0;
  const loop = start(async () => {
    rounds += 1;
    if (rounds < 3) throw new Error('no database');
    return 0;
  }, 10);
  for (let at = 0; at < 50; at += 1) loop.wake();
  await sleep(1);
  // Fifty wakings are not fifty failures; how soon the next round comes is the machine's matter.
  expect(rounds).toBeLessThan(3);
  for (let waited = 0; rounds <= 3 && waited < 500; waited += 1) await sleep(10);
  expect(rounds).toBeGreaterThan(3);
  loop.check();
  await loop.stop();
});

test('a loop that stops waits for what its rounds have begun', async () => {
  const begun: Promise<void>[] = [];
  let ended = 0;
  const round = async () => {
    const work = async () => {
      await sleep(20);
      ended += 1;
    };
    begun.push(work());
    return 0;
  };
  const loop = startLoop({ name: 'test', everyMs: HOUR, round, settled: async () => void (await Promise.all(begun)) }, log);
  await sleep(5);
  await loop.stop();
  expect(ended).toBe(1);
});

test('a round may ask for another when what it has begun is done', async () => {
  let rounds = 0;
  const loop = start(async (again) => {
    rounds += 1;
    if (rounds < 3) void sleep(5).then(again);
    return 0;
  });
  await sleep(60);
  expect(rounds).toBe(3);
  await loop.stop();
});

test('a loop that stops ends its round first and begins no other', async () => {
  let ended = 0;
  const loop = start(async () => {
    await sleep(20);
    ended += 1;
    return 1;
  });
  await sleep(5);
  await loop.stop();
  expect(ended).toBe(1);
  await sleep(30);
  expect(ended).toBe(1);
});
