import { z } from 'zod';

const schema = z.object({
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LEDGER_ENTRIES: z.coerce.number().int().min(1000).optional(),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_API_KEY: z.string().regex(/^SK[0-9a-fA-F]{32}$/),
  TWILIO_API_SECRET: z.string().min(1),
});

export interface SimulatorConfig {
  port: number;
  /** How many entries of a kind the ledger remembers. */
  mostEntries: number | undefined;
  accountSid: string;
  authToken: string;
  apiKey: string;
  apiSecret: string;
}

/** Reads the environment; throws naming what is missing or wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): SimulatorConfig {
  const parsed = schema.safeParse(env);
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const { SIMULATOR_PORT, LEDGER_ENTRIES, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET } = parsed.data;
  return {
    port: SIMULATOR_PORT,
    mostEntries: LEDGER_ENTRIES,
    accountSid: TWILIO_ACCOUNT_SID,
    authToken: TWILIO_AUTH_TOKEN,
    apiKey: TWILIO_API_KEY,
    apiSecret: TWILIO_API_SECRET,
  };
}
