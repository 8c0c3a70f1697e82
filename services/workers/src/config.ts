import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';
import { workerNames } from './worker-name.js';

const schema = z.object({
  /** Of health and metrics. */
  PORT: envVar.port.default(3000),
  WORKERS: envVar.list.pipe(z.array(z.enum(workerNames, { error: `must name some of ${workerNames.join(', ')}` }))).optional(),
  DATABASE_URL: envVar.url,
  REDIS_URL: envVar.url.optional(),
  STORAGE_URL: z.string().min(1),
  PUBLIC_URL: envVar.url,
  /** Whom call scripts may ask; nobody unless told. */
  SCRIPT_HTTP_ORIGINS: envVar.origins.default([]),
  DEFAULT_REGION: z.string().length(2).default('BG'),
  TRUST_PROXY: envVar.trustProxy.default(0),
  LOG_LEVEL: envVar.logLevel.default('info'),
  NODE_ENV: z.string().optional(),
  CLOCK_URL: envVar.url.optional(),
  TWILIO_ACCOUNT_SID: z.string().min(1),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_API_KEY: z.string().min(1),
  TWILIO_API_SECRET: z.string().min(1),
  /** The simulator's, or that of what speaks as it does; without it Twilio itself. */
  TWILIO_API_BASE_URL: envVar.url.optional(),
  /** Of the second phone company's REST, for the sound of its recordings. */
  TELNYX_API_KEY: z.string().min(1).optional(),
});

export type WorkersConfig = z.output<typeof schema>;

export function readWorkersConfig(): WorkersConfig {
  return parseEnv(schema, process.env);
}
