import { fromWallClock, toWallClock, wallClockOn } from './wall-clock.js';

test.each([
  ['a winter day', '2026-01-15 09:00', 'Europe/Sofia', '2026-01-15T07:00:00.000Z'],
  ['a summer day', '2026-07-15 09:00', 'Europe/Sofia', '2026-07-15T06:00:00.000Z'],
  ['the morning the clocks go forward', '2026-03-29 09:00', 'Europe/Sofia', '2026-03-29T06:00:00.000Z'],
  ['a time that the spring night skips becomes the one after it', '2026-03-29 03:30', 'Europe/Sofia', '2026-03-29T01:30:00.000Z'],
  ['a time that the autumn night shows twice is the first', '2026-10-25 03:30', 'Europe/Sofia', '2026-10-25T00:30:00.000Z'],
  ['a zone without summer time', '2026-07-15 09:00', 'Europe/Moscow', '2026-07-15T06:00:00.000Z'],
  ['with seconds, as the picker gives it', '2026-07-15 09:00:00', 'Europe/Moscow', '2026-07-15T06:00:00.000Z'],
])('%s', (_, wall, zone, expected) => {
  expect(fromWallClock(wall, zone).toISOString()).toBe(expected);
});

test('there and back', () => {
  const moment = new Date('2026-11-22T04:35:00Z');
  expect(fromWallClock(toWallClock(moment, 'Europe/Sofia'), 'Europe/Sofia')).toEqual(moment);
});

test('tomorrow is tomorrow in the zone, not in UTC', () => {
  expect(wallClockOn(new Date('2026-03-02T23:30:00Z'), 'Europe/Sofia', 1, '09:00')).toBe('2026-03-04 09:00');
});
