import { easterOf } from '../time/easter.js';
import { type CalendarDay, dayAfter, dayOf, momentOf, wallClockOf, weekdayOf } from '../time/zoned-time.js';
import type { Holiday, OpenInterval, WorkingHours } from './working-hours.js';

export type OpenDecision =
  | { open: true; reason: 'in-hours' | 'special-day'; name: string | null; until: Date }
  | { open: false; reason: 'out-of-hours' | 'holiday' | 'special-day'; name: string | null; opensAt: Date | null };

/** The same of a department, which may have no hours: then it always answers. */
export type DepartmentOpen = OpenDecision | { open: true; reason: 'no-hours'; name: null; until: null };

/** As far as the next opening is looked for; a department that is closed for longer has none to announce. */
const FURTHEST_DAYS = 400;
const DAY_MINUTES = 1440;

type DayHours = { reason: 'week' | 'holiday' | 'special-day'; name: string | null; open: readonly OpenInterval[] };

/** Whether a department answers at a moment, why, and until when or from when again. Safe across changes of the clock: intervals are of the wall clock. */
export function decideOpen(hours: WorkingHours, now: Date): OpenDecision {
  const { day } = wallClockOf(now, hours.timeZone);
  const today = hoursOfDay(hours, day);
  // An interval may have begun yesterday, before midnight.
  for (const began of [dayAfter(day, -1), day]) {
    const { reason, name, open } = hoursOfDay(hours, began);
    for (const interval of open) {
      const [from, until] = momentsOf(began, interval, hours.timeZone);
      if (from <= now && now < until) {
        return { open: true, reason: reason === 'special-day' ? 'special-day' : 'in-hours', name, until: endOf(hours, until) };
      }
    }
  }
  return {
    open: false,
    reason: today.reason === 'week' ? 'out-of-hours' : today.reason,
    name: today.name,
    opensAt: nextOpening(hours, day, now),
  };
}

/** A lunch break ends an interval; an interval that begins where another ends does not. */
function endOf(hours: WorkingHours, until: Date): Date {
  let end = until;
  for (let joined = 0; joined < 14; joined += 1) {
    const { day } = wallClockOf(end, hours.timeZone);
    const next = hoursOfDay(hours, day)
      .open.map((interval) => momentsOf(day, interval, hours.timeZone))
      .find(([from, to]) => from.getTime() === end.getTime() && to > end);
    if (next === undefined) return end;
    end = next[1];
  }
  return end;
}

function nextOpening(hours: WorkingHours, today: CalendarDay, now: Date): Date | null {
  for (let ahead = 0; ahead <= FURTHEST_DAYS; ahead += 1) {
    const day = dayAfter(today, ahead);
    const [first] = hoursOfDay(hours, day)
      .open.map((interval) => momentsOf(day, interval, hours.timeZone)[0])
      .filter((from) => from > now)
      .toSorted((a, b) => a.getTime() - b.getTime());
    if (first !== undefined) return first;
  }
  return null;
}

/** When an interval of a day begins and ends. */
export function momentsOf(day: CalendarDay, { from, until }: OpenInterval, timeZone: string): [Date, Date] {
  const begins = momentOf(day, from, timeZone);
  return [begins, until > from ? momentOf(day, until, timeZone) : momentOf(dayAfter(day), until % DAY_MINUTES, timeZone)];
}

/** What holds on a day: a special day before a holiday before the week. */
export function hoursOfDay(hours: WorkingHours, day: CalendarDay): DayHours {
  const special = hours.specialDays.find((one) => one.day === day);
  if (special !== undefined) return { reason: 'special-day', name: special.name, open: special.open };
  const holiday = hours.holidays.find((one) => isHoliday(one, day));
  if (holiday !== undefined) return { reason: 'holiday', name: holiday.name, open: [] };
  return { reason: 'week', name: null, open: hours.week[weekdayOf(day)] ?? [] };
}

function isHoliday(holiday: Holiday, day: CalendarDay): boolean {
  const year = Number(day.slice(0, 4));
  switch (holiday.kind) {
    case 'fixed':
      return dayOf(year, holiday.month, holiday.day) === day;
    case 'easter':
      return dayAfter(easterOf(year, holiday.easter), holiday.days) === day;
    case 'once':
      return holiday.day === day;
  }
}
