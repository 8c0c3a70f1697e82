import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';

const schema = z.object({
  /** Countries (ISO 3166) that may be called besides those of our own numbers. */
  DIAL_COUNTRIES: envVar.list.pipe(z.array(z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters each'))).optional(),
  /** Calls that one person may make in 24 hours. */
  DIAL_DAILY_CAP: z.coerce.number().int().min(1).max(10_000).default(300),
});

export function readDialConfig(): z.output<typeof schema> {
  return parseEnv(schema, process.env);
}
