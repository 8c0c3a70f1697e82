import type { Weekday } from '@ringbase/domain';
import { z } from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const printable = /^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$/u;
/** Text of a script, which may still be empty in a draft. */
export const plainText = (max: number) => z.string().max(max).regex(printable, 'must not contain control characters');

/** How blocks are called; publishing tells what an edge leads to that is not there. */
export const blockId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, 40 at most');
/** `digits`, `client.name`, what a script sets; publishing tells those that nothing sets. */
export const nameOfVariable = z.string().regex(/^[a-z][a-z0-9_.]{0,60}$/, 'must be small letters, digits, dots and underscores');
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a whole number with its country: +359…');
/** Minutes since midnight. */
export const minuteOfDay = z.int().min(0).max(1439);
export const seconds = (least: number, most: number) => z.int().min(least).max(most);
/** What a caller hears, in each language. */
export const words = z.strictObject({ en: plainText(1000), ru: plainText(1000), bg: plainText(1000) });
/** ISO: 1 is Monday. */
export const weekday = z.int().min(1).max(7) as unknown as z.ZodType<Weekday>;
