import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';

const schema = z.object({
  PORT: envVar.port.default(3000),
  PUBLIC_URL: envVar.url,
  DATABASE_URL: envVar.url,
  /** Where uploaded sounds lie, and recordings that a PBX brings. */
  STORAGE_URL: z.string().min(1),
  DATA_DIR: z.string().default('.ringbase'),
  DEFAULT_REGION: z.string().length(2).default('BG'),
  TRUST_PROXY: envVar.trustProxy.default(0),
  LOG_LEVEL: envVar.logLevel.default('info'),
  NODE_ENV: z.string().optional(),
  CLOCK_URL: envVar.url.optional(),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_AUTH_TOKEN_PREVIOUS: z.string().optional(),
  TELNYX_PUBLIC_KEY: z.base64().length(44).optional(),
});

export type CallRoutingConfig = z.output<typeof schema>;

export function readCallRoutingConfig(): CallRoutingConfig {
  return parseEnv(schema, process.env);
}
