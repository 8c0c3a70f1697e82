import { untilOf } from './block-length.js';

const now = new Date('2026-03-28T22:00:00Z');

test.each([
  ['an hour', 'hour', '2026-03-28T23:00:00.000Z'],
  ['a day, over the night in which the clocks change: twenty-four hours', 'day', '2026-03-29T22:00:00.000Z'],
  ['a week', 'week', '2026-04-04T22:00:00.000Z'],
  ['for good', 'good', undefined],
] as const)('%s', (_, length, until) => expect(untilOf(length, now)?.toISOString()).toBe(until));
