import { envVar, parseEnv } from '@ringbase/platform';
import { z } from 'zod';

const schema = z.object({
  /** Whom call scripts may ask; nobody unless told. */
  SCRIPT_HTTP_ORIGINS: envVar.origins.default([]),
});

export function readScriptsConfig(): z.output<typeof schema> {
  return parseEnv(schema, process.env);
}
