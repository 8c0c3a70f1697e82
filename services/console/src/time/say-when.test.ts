import { sayDue, sayFully, sayLength, sayWhen } from './say-when.js';

const now = new Date('2026-03-02T12:00:00Z');
const sofia = { locale: 'en-GB', timeZone: 'Europe/Sofia' };

test.each([
  ['a moment of this day is today', '2026-03-02T07:05:00Z', sofia, 'today 09:05'],
  ['what is still this day in UTC is tomorrow in the viewer’s zone', '2026-03-02T22:30:00Z', sofia, 'tomorrow 00:30'],
  ['the day before is yesterday', '2026-03-01T10:00:00Z', sofia, 'yesterday 12:00'],
  ['a day of this week has its weekday', '2026-03-05T10:00:00Z', sofia, 'Thu 5 Mar 12:00'],
  ['a day of this year has no year', '2026-01-05T10:00:00Z', sofia, '5 Jan 12:00'],
  ['another year is named and the time left out', '2024-05-12T10:00:00Z', sofia, '12 May 2024'],
  ['Russian has its own words', '2026-03-02T07:05:00Z', { locale: 'ru', timeZone: 'Europe/Moscow' }, 'сегодня 10:05'],
  ['Bulgarian has its own words', '2026-03-03T07:05:00Z', { locale: 'bg', timeZone: 'Europe/Sofia' }, 'утре 09:05'],
  ['midnight is 00:00', '2026-03-01T22:00:00Z', sofia, 'today 00:00'],
])('%s', (_, at, manner, expected) => {
  expect(sayWhen(new Date(at), now, manner).replace(',', '')).toBe(expected);
});

test.each([
  ['soon is told in minutes', '2026-03-02T12:20:00Z', 'in 20 min'],
  ['a little late is told in minutes', '2026-03-02T11:55:00Z', '5 min ago'],
  ['beyond the hour the clock is told', '2026-03-02T13:30:00Z', 'today 15:30'],
])('what is due: %s', (_, at, expected) => {
  expect(sayDue(new Date(at), now, sofia).replace('mins', 'min').replace('.', '')).toBe(expected);
});

test('the whole moment names its zone', () => {
  expect(sayFully(now, sofia)).toMatch(/2 March 2026.*14:00:00.*(EET|GMT\+2)/);
});

test.each([
  [0, '0:00'],
  [42.9, '0:42'],
  [725, '12:05'],
  [3729, '1:02:09'],
  [-3, '0:00'],
])('%d seconds are %s', (seconds, expected) => {
  expect(sayLength(seconds)).toBe(expected);
});
