import { type CalendarDay, dayAfter, type Weekday, wallClockOf, weekdayOf } from '../time/zoned-time.js';
import { hoursOfDay, momentsOf } from './decide-open.js';
import type { WorkingHours } from './working-hours.js';

/** A day of a department's calendar with the moments from and until which it answers. */
export type OpenDay = {
  day: CalendarDay;
  weekday: Weekday;
  reason: 'week' | 'holiday' | 'special-day' | 'no-hours';
  name: string | null;
  open: readonly { from: Date; until: Date }[];
};

/** The days from `now` on, today first, by the clock of the zone; without hours none of them has an interval to tell. */
export function listOpenDays(hours: Omit<WorkingHours, 'timeZone'> | null, timeZone: string, now: Date, count: number): readonly OpenDay[] {
  const today = wallClockOf(now, timeZone).day;
  return Array.from({ length: count }, (_, ahead): OpenDay => {
    const day = dayAfter(today, ahead);
    if (hours === null) return { day, weekday: weekdayOf(day), reason: 'no-hours', name: null, open: [] };
    const { reason, name, open } = hoursOfDay({ ...hours, timeZone }, day);
    const moments = open
      .map((interval) => momentsOf(day, interval, timeZone))
      .toSorted(([a], [b]) => a.getTime() - b.getTime())
      .map(([from, until]) => ({ from, until }));
    return { day, weekday: weekdayOf(day), reason, name, open: moments };
  });
}
