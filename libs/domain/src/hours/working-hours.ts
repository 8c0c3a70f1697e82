import type { Easter } from '../time/easter.js';
import type { CalendarDay, Weekday } from '../time/zoned-time.js';

/** Open from one minute of the wall clock until another, each since midnight: 0–1439 and 1–1440; an end that is not after the beginning lies in the next day. */
export type OpenInterval = { from: number; until: number };

/** A day on which nobody works, every year on its date, every year with Easter, or once. */
export type Holiday =
  | { kind: 'fixed'; month: number; day: number; name: string }
  | { kind: 'easter'; easter: Easter; days: number; name: string }
  | { kind: 'once'; day: CalendarDay; name: string };

/** A day with hours of its own, stronger than the week and than a holiday: a short day, a Saturday that is worked. */
export type SpecialDay = { day: CalendarDay; name: string; open: readonly OpenInterval[] };

/** When a department answers, by the clock of its time zone. A weekday without a row is closed. */
export type WorkingHours = {
  timeZone: string;
  week: Readonly<Partial<Record<Weekday, readonly OpenInterval[]>>>;
  holidays: readonly Holiday[];
  specialDays: readonly SpecialDay[];
};
