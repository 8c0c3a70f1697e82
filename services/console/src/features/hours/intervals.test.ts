import { parseIntervals, renderIntervals } from './intervals.js';

test.each<[string, string | null]>([
  ['9-18', '09:00–18:00'],
  ['09:00–13:00, 14:00–18:00', '09:00–13:00, 14:00–18:00'],
  ['9.30 - 13; 14 — 18.15', '09:30–13:00, 14:00–18:15'],
  ['22-6', '22:00–06:00'],
  ['0-24', '00:00–24:00'],
  ['8-0', '08:00–24:00'],
  ['', ''],
  ['9', null],
  ['9-25', null],
  ['9:75-10', null],
  ['24-3', null],
  ['nine to five', null],
])('%p is read as %p', (typed, read) => {
  const intervals = parseIntervals(typed);
  expect(intervals && renderIntervals(intervals)).toBe(read);
});
