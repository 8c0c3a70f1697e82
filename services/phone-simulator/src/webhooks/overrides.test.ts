import { mayRetry, parseOverrides } from './overrides.js';

test('without a fragment: ten seconds to connect, fifteen in all, one retry of connecting', () => {
  expect(parseOverrides('http://a.example/')).toEqual({
    connectMs: 10_000,
    readMs: 15_000,
    totalMs: 15_000,
    retries: 1,
    policies: new Set(['ct']),
  });
});

test('values are read and kept within their bounds', () => {
  expect(parseOverrides('http://a.example/#ct=50&rt=99999&tt=5000&rc=9&rp=5xx,ct,nonsense')).toEqual({
    connectMs: 100,
    readMs: 15_000,
    totalMs: 5_000,
    retries: 5,
    policies: new Set(['5xx', 'ct']),
  });
});

test.each([
  ['ct', { error: 'connect' as const }, true],
  ['ct', { status: 500 }, false],
  ['5xx', { status: 503 }, true],
  ['5xx', { status: 404 }, false],
  ['4xx', { status: 404 }, true],
  ['rt', { error: 'read' as const }, true],
  ['all', { status: 404 }, true],
  ['all', { error: 'total' as const }, false],
])('rp=%s and %j: tried again %s', (policy, failure, expected) => {
  expect(mayRetry(parseOverrides(`http://a.example/#rp=${policy}`), failure)).toBe(expected);
});
