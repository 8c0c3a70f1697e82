import { Temporal } from 'temporal-polyfill';

/** A day of the calendar, ISO 8601: `2026-03-29`. */
export type CalendarDay = string;
/** ISO: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** What the clock on the wall of a zone shows; minutes since midnight by that clock, 0 to 1439. */
export type WallClock = { day: CalendarDay; weekday: Weekday; minutes: number };

const DAY_MINUTES = 1440;
const plain = (day: CalendarDay) => Temporal.PlainDate.from(day);

export function wallClockOf(moment: Date, timeZone: string): WallClock {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  return { day: zoned.toPlainDate().toString(), weekday: zoned.dayOfWeek as Weekday, minutes: zoned.hour * 60 + zoned.minute };
}

/**
 * The moment when the clock of a zone shows so many minutes since midnight (1440: the next midnight). A time that the clocks jump over is taken as far
 * after the jump as it was after its beginning; one that comes twice, at its first coming.
 */
export function momentOf(day: CalendarDay, minutes: number, timeZone: string): Date {
  const time = Temporal.PlainTime.from({ hour: Math.floor((minutes % DAY_MINUTES) / 60), minute: minutes % 60 });
  const date = minutes < DAY_MINUTES ? plain(day) : plain(day).add({ days: 1 });
  const zoned = date.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  return new Date(zoned.epochMilliseconds);
}

export function dayAfter(day: CalendarDay, days = 1): CalendarDay {
  return plain(day).add({ days }).toString();
}

export function weekdayOf(day: CalendarDay): Weekday {
  return plain(day).dayOfWeek as Weekday;
}

/** The calendar day of a month and day in a year; null where the year has none (29 February). */
export function dayOf(year: number, month: number, day: number): CalendarDay | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
