import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartConfig } from './config.js';

/** How we sign in at the phone company, be it Twilio or the simulator. `baseUrl` is undefined for Twilio itself. */
export type PhoneCompany = {
  accountSid: string;
  authToken: string;
  authTokenPrevious: string | undefined;
  apiKey: string;
  apiSecret: string;
  baseUrl: string | undefined;
};

/** The real account from the environment; undefined when none is named, which means the simulator. */
export function findPhoneCompany(config: StartConfig): PhoneCompany | undefined {
  if (!config.TWILIO_ACCOUNT_SID) return undefined;
  const { TWILIO_AUTH_TOKEN: authToken, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret } = config;
  if (!authToken || !apiKey || !apiSecret || !config.PUBLIC_URL) {
    throw new Error('TWILIO_ACCOUNT_SID also needs TWILIO_AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET and PUBLIC_URL.');
  }
  return {
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken,
    authTokenPrevious: config.TWILIO_AUTH_TOKEN_PREVIOUS,
    apiKey,
    apiSecret,
    baseUrl: config.TWILIO_API_BASE_URL,
  };
}

type Credentials = Pick<PhoneCompany, 'accountSid' | 'authToken' | 'apiKey' | 'apiSecret'>;

/** An account at the simulator, made up once per data directory. */
export function simulatedAccount(dataDirectory: string): Credentials {
  const file = join(dataDirectory, 'simulator-account.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  const hex = (): string => randomBytes(16).toString('hex');
  const account = { accountSid: `AC${hex()}`, authToken: hex(), apiKey: `SK${hex()}`, apiSecret: hex() };
  writeFileSync(file, JSON.stringify(account), { mode: 0o600 });
  return account;
}
