import type { Weekday } from '../time/zoned-time.js';
import type { OpenInterval, WorkingHours } from './working-hours.js';

/** What is wrong with hours, and where: the path within them. */
export type HoursFault = { path: readonly (string | number)[]; words: string };

const DAY_MINUTES = 1440;
/** The longest that each month may be: 29 February is a day of the calendar. */
const MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

type Hours = Pick<WorkingHours, 'week' | 'holidays' | 'specialDays'>;

/** Faults that only show when intervals and days are held beside each other; none: the hours hold together. */
export function validateHours({ week, holidays, specialDays }: Hours): readonly HoursFault[] {
  const tomorrow = (day: Weekday): Weekday => (day === 7 ? 1 : ((day + 1) as Weekday));
  return [
    ...weekdays.flatMap((day) => overlaps(week[day] ?? [], ['week', String(day)])),
    ...weekdays.flatMap((day) => overNight(week[day] ?? [], week[tomorrow(day)] ?? [], ['week', String(day)])),
    ...specialDays.flatMap(({ open }, index) => overlaps(open, ['specialDays', index, 'open'])),
    ...specialDays.flatMap(({ day }, index) =>
      specialDays.findIndex((other) => other.day === day) < index
        ? [{ path: ['specialDays', index, 'day'], words: 'must not be the day of another special day' }]
        : [],
    ),
    ...holidays.flatMap((holiday, index) =>
      holiday.kind === 'fixed' && holiday.day > (MONTHS[holiday.month - 1] ?? 0)
        ? [{ path: ['holidays', index, 'day'], words: 'must be a day of its month' }]
        : [],
    ),
  ];
}

/** Where an interval ends, in minutes since its own midnight: behind 1440 it lies in the next day. */
function endOf({ from, until }: OpenInterval): number {
  return until > from ? until : until + DAY_MINUTES;
}

function overlaps(intervals: readonly OpenInterval[], path: HoursFault['path']): readonly HoursFault[] {
  return intervals.flatMap((interval, index) =>
    intervals.slice(0, index).some((other) => interval.from < endOf(other) && other.from < endOf(interval))
      ? [{ path: [...path, index], words: 'must not overlap another interval of the day' }]
      : [],
  );
}

function overNight(intervals: readonly OpenInterval[], next: readonly OpenInterval[], path: HoursFault['path']): readonly HoursFault[] {
  return intervals.flatMap((interval, index) =>
    next.some((other) => other.from + DAY_MINUTES < endOf(interval))
      ? [{ path: [...path, index], words: 'must not reach into an interval of the next day' }]
      : [],
  );
}
