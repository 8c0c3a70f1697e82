import type { DepartmentHours, OpeningHours } from '@ringbase/contracts';
import { parseIntervals, renderIntervals } from './intervals.js';

type Hours = NonNullable<DepartmentHours['hours']>;
export type TypedHoliday = Hours['holidays'][number];
export type TypedSpecialDay = { day: string; name: string; open: string };
/** Hours as they are typed. */
export type TypedHours = {
  week: Readonly<Record<string, string>>;
  holidays: readonly TypedHoliday[];
  specialDays: readonly TypedSpecialDay[];
};

export const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

export function typedHours(hours: DepartmentHours['hours']): TypedHours {
  return {
    week: Object.fromEntries(weekdays.map((day) => [day, renderIntervals(hours?.week[day] ?? [])])),
    holidays: hours?.holidays ?? [],
    specialDays: (hours?.specialDays ?? []).map(({ day, name, open }) => ({ day, name, open: renderIntervals(open) })),
  };
}

/** Fields that cannot be read, by their paths: `week.1`, `specialDays.0.open`. */
export function unreadable({ week, specialDays, holidays }: TypedHours): readonly string[] {
  return [
    ...weekdays.filter((day) => parseIntervals(week[day] ?? '') === null).map((day) => `week.${day}`),
    ...specialDays.flatMap(({ open, day }, index) => [
      ...(parseIntervals(open) === null ? [`specialDays.${index}.open`] : []),
      ...(day === '' ? [`specialDays.${index}.day`] : []),
    ]),
    ...holidays.flatMap((holiday, index) => (holiday.kind === 'once' && holiday.day === '' ? [`holidays.${index}.day`] : [])),
  ];
}

/** What was typed, as hours; only of what is readable. */
export function readHours({ week, holidays, specialDays }: TypedHours): OpeningHours {
  return {
    week: Object.fromEntries(
      weekdays.flatMap((day) => {
        const intervals = parseIntervals(week[day] ?? '') ?? [];
        return intervals.length === 0 ? [] : [[day, intervals]];
      }),
    ),
    holidays: [...holidays],
    specialDays: specialDays.map(({ day, name, open }) => ({ day, name, open: parseIntervals(open) ?? [] })),
  };
}
