import { afterOpenMinutes, type WorkingHours } from '@ringbase/domain';

const day = [{ from: 9 * 60, until: 18 * 60 }];
const withLunch = [
  { from: 9 * 60, until: 13 * 60 },
  { from: 14 * 60, until: 18 * 60 },
];
const hours = (more: Partial<WorkingHours> = {}): WorkingHours => ({
  timeZone: 'Europe/Sofia',
  week: { 1: day, 2: withLunch, 3: day, 4: day, 5: day },
  holidays: [],
  specialDays: [],
  ...more,
});

// 2 March 2026 is a Monday; Sofia is at +2.
test.each<[string, WorkingHours | null, string, number, string | null]>([
  ['without hours every minute counts', null, '2026-03-01T03:00Z', 15, '2026-03-01T03:15Z'],
  ['in the middle of the day', hours(), '2026-03-02T10:00Z', 15, '2026-03-02T10:15Z'],
  ['the rest of it runs on in the next morning', hours(), '2026-03-02T15:50Z', 15, '2026-03-03T07:05Z'],
  ['at night it begins with the opening', hours(), '2026-03-02T20:00Z', 15, '2026-03-03T07:15Z'],
  ['nothing at all: now, while it is open', hours(), '2026-03-02T10:00Z', 0, '2026-03-02T10:00Z'],
  ['nothing at all: the opening, while it is not', hours(), '2026-03-02T20:00Z', 0, '2026-03-03T07:00Z'],
  ['lunch does not count', hours(), '2026-03-03T10:50Z', 15, '2026-03-03T12:05Z'],
  ['to the last minute is the next opening: nobody is there any more', hours(), '2026-03-02T15:45Z', 15, '2026-03-03T07:00Z'],
  ['over the weekend', hours(), '2026-03-06T15:50Z', 15, '2026-03-09T07:05Z'],
  ['over the night in which the clocks go forward', hours(), '2026-03-27T15:50Z', 15, '2026-03-30T06:05Z'],
  ['a department that never opens', hours({ week: {} }), '2026-03-02T10:00Z', 15, null],
])('%s', (_, given, from, minutes, expected) =>
  expect(afterOpenMinutes(given, new Date(from), minutes)).toEqual(expected === null ? null : new Date(expected)),
);
