import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';

const schema = z.object({
  PORT: envVar.port.default(3000),
  PUBLIC_URL: envVar.url,
  DATABASE_URL: envVar.url,
  STORAGE_URL: z.string().min(1),
  TRUST_PROXY: envVar.trustProxy.default(0),
  LOG_LEVEL: envVar.logLevel.default('info'),
  NODE_ENV: z.string().optional(),
  CLOCK_URL: envVar.url.optional(),
  COMPANY_NAME: z.string().max(100).default('Ringbase'),
  /** The country whose rules callers' numbers without a country are read by. */
  DEFAULT_REGION: z.string().length(2).default('BG'),
  TWILIO_ACCOUNT_SID: z.string().min(1),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_API_KEY: z.string().min(1),
  TWILIO_API_SECRET: z.string().min(1),
  /** The simulator's, or that of what speaks as it does; without it Twilio itself. */
  TWILIO_API_BASE_URL: envVar.url.optional(),
});

export type ApiConfig = z.output<typeof schema>;

export function readApiConfig(): ApiConfig {
  return parseEnv(schema, process.env);
}
