import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';

const schema = z.object({
  PORT: envVar.port.default(3000),
  /** Where browsers reach us: the page that may open a socket. */
  PUBLIC_URL: envVar.url,
  DATABASE_URL: envVar.url,
  REDIS_URL: envVar.url.optional(),
  TRUST_PROXY: envVar.trustProxy.default(0),
  LOG_LEVEL: envVar.logLevel.default('info'),
  NODE_ENV: z.string().optional(),
  CLOCK_URL: envVar.url.optional(),
});

export type RealtimeConfig = z.output<typeof schema>;

export function readRealtimeConfig(): RealtimeConfig {
  return parseEnv(schema, process.env);
}
