import { isWorthRenewing, reconnectDelay, silencePatience } from './line-patience.js';

test('attempts to connect double up to ten seconds and are spread', () => {
  expect([0, 1, 4, 30].map((attempt) => reconnectDelay(attempt, 1))).toEqual([500, 1000, 8000, 10_000]);
  expect(reconnectDelay(0, 0)).toBe(250);
});

test('a silent line is given up, and a new one up again, well before its lease of forty seconds is over', () => {
  expect(silencePatience(10) + reconnectDelay(0, 1)).toBeLessThan(30_000);
});

test.each<[string, Parameters<typeof isWorthRenewing>[0], boolean]>([
  ['closed: no need to wait for the next attempt', { state: 'closed', silentMs: 100, patience: 25_000 }, true],
  ['heard a moment ago: it lives', { state: 'open', silentMs: 10_000, patience: 25_000 }, false],
  ['silent for longer than a heartbeat: it has not outlived the sleep', { state: 'open', silentMs: 15_001, patience: 25_000 }, true],
  ['just asked for: it gets its chance', { state: 'connecting', silentMs: 1_500, patience: 25_000 }, false],
  ['asked for while there was no network: it hangs', { state: 'connecting', silentMs: 2_001, patience: 25_000 }, true],
])('on waking, a line that was %s', (_, line, renew) => {
  expect(isWorthRenewing(line)).toBe(renew);
});
