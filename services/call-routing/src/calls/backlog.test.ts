import { jest } from '@jest/globals';
import { makeLogger } from '@ringbase/platform';
import { makeBacklog } from './backlog.js';

const log = makeLogger({ service: 'test', level: 'silent' });
let now = 0;

beforeEach(() => {
  now = 0;
  jest.useFakeTimers();
});
afterEach(() => jest.useRealTimers());

const message = (key: string) => ({ callId: `call of ${key}`, key });
const wait = (ms: number) => {
  now += ms;
  return jest.advanceTimersByTimeAsync(ms);
};

test('what could not be written is written when the database is there again, and once', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  let gone = true;
  const written: string[] = [];
  const write = (name: string) => async () => {
    if (gone) throw new Error('no database');
    written.push(name);
  };
  backlog.add(message('one'), write('one'));
  backlog.add(message('one'), write('one'));
  backlog.add(message('two'), write('two'));
  await wait(5000);
  expect(written).toEqual([]);
  gone = false;
  await wait(2000);
  expect(written.toSorted()).toEqual(['one', 'two']);
  await wait(60_000);
  expect(written).toHaveLength(2);
  expect(backlog.waiting()).toBe(0);
});

test('one call that cannot be written does not hold up the others, and is given up after a quarter of an hour', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  const written: string[] = [];
  backlog.add(message('never'), () => Promise.reject(new Error('no')));
  for (const name of ['one', 'two', 'three']) backlog.add(message(name), async () => void written.push(name));
  await wait(5000);
  expect(written).toEqual(['one', 'two', 'three']);
  expect(backlog.waiting()).toBe(1);
  for (let minute = 0; minute < 16; minute += 1) await wait(60_000);
  expect(backlog.waiting()).toBe(0);
});

test('a database that is slow to answer is caught up with, and asked no more than four things at a time', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  let together = 0;
  let most = 0;
  for (let one = 0; one < 20; one += 1)
    backlog.add(message(`call ${one}`), async () => {
      together += 1;
      most = Math.max(most, together);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      together -= 1;
      if (one % 4 === 0) throw new Error('too late');
    });
  await wait(8000);
  expect(backlog.waiting()).toBe(5);
  expect(most).toBe(4);
});

test('while none can be written four are tried a second, others each time, and none of them twice at once', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  const tried: number[] = [];
  for (let one = 0; one < 10; one += 1)
    backlog.add(message(`call ${one}`), async () => {
      tried.push(one);
      throw new Error('no database');
    });
  await wait(3000);
  expect(tried).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
});

test('a service that stops tries all that waits a last time, and no more after it', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  let tries = 0;
  const written: number[] = [];
  backlog.add(message('never'), async () => {
    tries += 1;
    throw new Error('no');
  });
  for (let one = 0; one < 20; one += 1) backlog.add(message(`call ${one}`), async () => void written.push(one));
  await backlog.stop();
  expect(written).toHaveLength(20);
  expect(backlog.waiting()).toBe(1);
  await wait(60_000);
  expect(tries).toBe(1);
});

test('what was being written as the service stops is waited for', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  let finish: () => void = () => undefined;
  let over = false;
  backlog.add(
    message('slow'),
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  await wait(1000);
  const stopped = backlog.stop().then(() => {
    over = true;
  });
  await wait(1000);
  expect(over).toBe(false);
  finish();
  await stopped;
});

test('a database that does not answer holds up the stop for five seconds at most', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  backlog.add(message('stuck'), () => new Promise(() => undefined));
  const stopped = backlog.stop();
  await wait(5000);
  await stopped;
  expect(backlog.waiting()).toBe(1);
});
