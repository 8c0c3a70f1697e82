import { easters, validateHours } from '@ringbase/domain';
import { z } from 'zod';
import { minuteOfDay, plainText } from '../scripts/script-primitives.js';

const interval = z.strictObject({ from: minuteOfDay, until: z.int().min(1).max(1440) });
const intervals = z.array(interval).max(7, 'must be seven at most');
const calendarDay = z.iso.date('must be a day of the calendar: 2026-03-29');
const name = plainText(100);

const holiday = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), month: z.int().min(1).max(12), day: z.int().min(1).max(31), name }),
  z.strictObject({ kind: z.literal('easter'), easter: z.enum(easters), days: z.int().min(-100).max(100), name }),
  z.strictObject({ kind: z.literal('once'), day: calendarDay, name }),
]);

/** When a department answers, by its own clock: several intervals a day; an end that is not after its beginning lies in the next day. */
export const openingHours = z
  .strictObject({
    week: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), intervals),
    holidays: z.array(holiday).max(100),
    specialDays: z.array(z.strictObject({ day: calendarDay, name, open: intervals })).max(100),
  })
  .superRefine((hours, context) => {
    for (const { path, words } of validateHours(hours)) context.addIssue({ code: 'custom', path: [...path], message: words });
  });
export type OpeningHours = z.output<typeof openingHours>;

/** Null: always open. */
export const putHours = z.strictObject({ hours: openingHours.nullable() });

const openReasons = ['in-hours', 'out-of-hours', 'holiday', 'special-day', 'no-hours'] as const;
export const departmentHours = z.object({
  hours: z
    .object({
      week: z.record(z.string(), z.array(interval)),
      holidays: z.array(holiday),
      specialDays: z.array(z.object({ day: z.string(), name: z.string(), open: z.array(interval) })),
    })
    .nullable(),
  timeZone: z.string(),
  mayWrite: z.boolean(),
  now: z.object({
    open: z.boolean(),
    reason: z.enum(openReasons),
    name: z.string().nullable(),
    /** When that ends; null: not within the next 400 days. */
    changesAt: z.string().nullable(),
  }),
  /** The next two weeks, today first. */
  days: z.array(
    z.object({
      day: z.string(),
      weekday: z.int(),
      reason: z.enum(['week', 'holiday', 'special-day', 'no-hours']),
      name: z.string().nullable(),
      open: z.array(z.object({ from: z.string(), until: z.string() })),
    }),
  ),
});
export type DepartmentHours = z.infer<typeof departmentHours>;
