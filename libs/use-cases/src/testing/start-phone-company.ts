import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeTwilioTelephony, type Telephony } from '@ringbase/telephony';

const program = fileURLToPath(new URL('../../../../services/phone-simulator/dist/main.js', import.meta.url));
const account = {
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: 'a-token-of-tests',
  apiKey: `SK${'b'.repeat(32)}`,
  apiSecret: 'a-secret-of-tests',
};

export type PhoneCompany = {
  url: string;
  telephony: Telephony;
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
};

/** The simulated phone company as a process of its own, and our own way of speaking to it. */
export async function startPhoneCompany(): Promise<PhoneCompany> {
  const child = spawn(process.execPath, [program], {
    env: {
      SIMULATOR_PORT: '0',
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_KEY: account.apiKey,
      TWILIO_API_SECRET: account.apiSecret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    void exited.then(() => reject(new Error('The phone simulator ended before it was ready; is it built?')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /"event":"simulator\.ready".*?"port":(\d+)/.exec(line);
      if (ready !== null) resolve(Number(ready[1]));
    });
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    telephony: makeTwilioTelephony({ ...account, apiBaseUrl: url }),
    async control<T>(method: string, path: string, body?: unknown) {
      const json = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(url + path, { method, ...json });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill();
      await exited;
    },
  };
}
