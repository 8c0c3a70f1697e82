import { dayAfter, momentOf, wallClockOf } from './zoned-time.js';

/** Monday's midnight of the week that `now` lies in, by the clock of a zone. */
export function weekStart(now: Date, timeZone: string): Date {
  const { day, weekday } = wallClockOf(now, timeZone);
  return momentOf(dayAfter(day, 1 - weekday), 0, timeZone);
}
