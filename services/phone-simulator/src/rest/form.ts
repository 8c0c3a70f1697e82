import { z } from 'zod';
import { RestProblem } from './problem.js';

export const method = z.enum(['GET', 'POST']);
/** A parameter that may be repeated, or hold several words. */
export const many = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((one) => one.split(/\s+/)).filter(Boolean));
/** "Anything else than true or false is interpreted as false." https://www.twilio.com/docs/voice/api/conference-participant-resource#update-a-participant-resource */
export const flag = z.string().transform((value) => value === 'true');

export function parseForm<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RestProblem(400, 20001, `Invalid parameter ${issue?.path.join('.')}: ${issue?.message}`);
}

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Known words of a list of events; an unknown one is refused. */
export function eventsOf<T extends string>(words: readonly string[], known: readonly T[]): T[] {
  const unknown = words.find((word) => !known.some((event) => event === word));
  if (unknown !== undefined) throw new RestProblem(400, 21626, `Invalid status callback events: ${unknown}`);
  return known.filter((event) => words.includes(event));
}
