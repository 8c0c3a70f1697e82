import { envVar, parseEnv } from '@ringbase/platform';
import { findChromium } from '@ringbase/testing';
import { z } from 'zod';

/** From the checkout: the hand-written minimum, a process of its own like what it is held against. */
export const MINIMUM_ENTRY = 'scripts/dist/bench/minimum.js';

export function readMinimumConfig() {
  return parseEnv(
    z.object({ PORT: envVar.port, PUBLIC_URL: envVar.url, DATABASE_URL: envVar.url, TWILIO_AUTH_TOKEN: z.string().min(1) }),
    process.env,
  );
}

/** A browser to measure with; without one that part is left out. */
export function readChromiumPath(): string | undefined {
  return process.env['CHROMIUM_PATH'] || findChromium(process.env['PATH'] ?? '');
}
