import { erlangC } from './erlang-c.js';

// Values of the textbook formula, worked out by hand for small pools: one server is M/M/1, two have a closed form.
test.each([
  ['one server, half busy', 1, 0.5, 0.5, 1],
  ['two servers, half busy', 2, 1, 1 / 3, 1 / 3],
  ['no calls', 3, 0, 0, 0],
])('%s', (_, servers, load, waits, wait) => {
  const figures = erlangC({ servers, callsPerSecond: load, handlingSeconds: 1 });
  expect(figures.waits).toBeCloseTo(waits, 10);
  expect(figures.meanWaitSeconds).toBeCloseTo(wait, 10);
});

test('within no time those are answered who do not wait', () => {
  const figures = erlangC({ servers: 10, callsPerSecond: 0.04, handlingSeconds: 200 });
  expect(figures.answeredWithin(0)).toBeCloseTo(1 - figures.waits, 10);
  expect(figures.answeredWithin(1e6)).toBeCloseTo(1, 10);
});

test('more calls than can be handled wait for ever', () => {
  expect(erlangC({ servers: 2, callsPerSecond: 3, handlingSeconds: 1 }).meanWaitSeconds).toBe(Number.POSITIVE_INFINITY);
});
