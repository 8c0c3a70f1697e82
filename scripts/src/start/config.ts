import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';

const schema = z.object({
  PORT: envVar.port.default(3000),
  SIMULATOR_PORT: envVar.port.default(3100),
  DATA_DIR: z.string().default('.ringbase'),
  PUBLIC_URL: envVar.url.optional(),
  DATABASE_URL: envVar.url.optional(),
  REDIS_URL: envVar.url.optional(),
  STORAGE_URL: envVar.url.optional(),
  COMPANY_NAME: z.string().max(100).optional(),
  DEFAULT_REGION: z.string().length(2).default('BG'),
  SCRIPT_HTTP_ORIGINS: envVar.origins.default([]),
  WORKERS: envVar.list.optional(),
  TRUST_PROXY: envVar.trustProxy.default(0),
  LOG_LEVEL: envVar.logLevel.default('info'),
  NODE_ENV: z.string().optional(),
  CLOCK_URL: envVar.url.optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_AUTH_TOKEN_PREVIOUS: z.string().optional(),
  TWILIO_API_KEY: z.string().optional(),
  TWILIO_API_SECRET: z.string().optional(),
  TWILIO_API_BASE_URL: envVar.url.optional(),
  TELNYX_PUBLIC_KEY: z.base64().length(44).optional(),
  TELNYX_API_KEY: z.string().min(1).optional(),
});

/** What the person who starts the house has said; the rest is found or made while starting. */
export type StartConfig = z.output<typeof schema> & { dataDirectory: string; storageUrl: string };

/** The checkout, two directories above the compiled `scripts/dist/start`. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export function readStartConfig(): StartConfig {
  const parsed = parseEnv(schema, process.env);
  const dataDirectory = resolve(ROOT, parsed.DATA_DIR);
  return { ...parsed, dataDirectory, storageUrl: parsed.STORAGE_URL ?? pathToFileURL(`${dataDirectory}/storage`).href };
}
