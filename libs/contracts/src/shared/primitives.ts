import { liesWithinOurYears } from '@ringbase/domain';
import { z } from 'zod';

export const id = z.uuid();
/** A moment, ISO 8601 with an offset or Z, in the years 1970 to 9998 by UTC. */
export const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((moment) => liesWithinOurYears(new Date(moment)), 'must lie in the years 1970 to 9998');
/** Text typed by a person: trimmed, without NUL and control characters, bounded. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .regex(/^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$/u, 'must not contain control characters');
export const money = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });
export type Money = z.infer<typeof money>;

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().nullable() });
export const pageQuery = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

export const personRef = z.object({ id, name: z.string() });
export type PersonRef = z.infer<typeof personRef>;
export const departmentRef = z.object({ id, name: z.string() });
export const clientRef = z.object({ id, name: z.string() });
export const applicationRef = z.object({ id, number: z.int(), title: z.string() });
