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
  backlog.add('one', write('one'));
  backlog.add('two', write('two'));
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
  backlog.add('never', () => Promise.reject(new Error('no')));
  for (const name of ['one', 'two', 'three']) backlog.add(name, async () => void written.push(name));
  await wait(5000);
  expect(written).toEqual(['one', 'two', 'three']);
  expect(backlog.waiting()).toBe(1);
  for (let minute = 0; minute < 16; minute += 1) await wait(60_000);
  expect(backlog.waiting()).toBe(0);
});

test('a stopped service writes nothing more', async () => {
  const backlog = makeBacklog({ log, clock: () => new Date(now) });
  let tries = 0;
  backlog.add('one', async () => {
    tries += 1;
  });
  backlog.stop();
  await wait(5000);
  expect(tries).toBe(0);
});
