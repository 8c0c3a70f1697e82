import { gregorianEaster, orthodoxEaster } from 'date-easter';
import { type CalendarDay, dayOf } from './zoned-time.js';

export const easters = ['western', 'orthodox'] as const;
export type Easter = (typeof easters)[number];

/** Easter Sunday of a year, by the Gregorian calendar. */
export function easterOf(year: number, easter: Easter): CalendarDay {
  const { month, day } = easter === 'western' ? gregorianEaster(year) : orthodoxEaster(year);
  return dayOf(year, month, day) as CalendarDay;
}
