import { type ServiceProcess, startProcess } from './start-process.js';

export const account = {
  TWILIO_ACCOUNT_SID: `AC${'a'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'a-token-of-tests',
  TWILIO_API_KEY: `SK${'b'.repeat(32)}`,
  TWILIO_API_SECRET: 'a-secret-of-tests',
};

export type Leg = { callSid: string; parentCallSid: string | null; from: string; to: string; status: string; direction: string };

export type PhoneCompany = ServiceProcess & {
  control<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  /** Points a number of ours at a routing process. */
  connect(e164: string, routingUrl: string): Promise<void>;
  phone(address: string, kind: 'sip' | 'mobile' | 'client', behaviour: string, more?: Record<string, unknown>): Promise<void>;
  callIn(from: string, to: string): Promise<string>;
  legs(filter?: string): Promise<Leg[]>;
};

/** Twilio's "schema validation warning": markup that it does not know. The call goes on, so nobody hears of it but here. */
const UNKNOWN_MARKUP = 12200;

/** The simulated phone company as a process of its own. Its `stop` throws if it was ever answered with markup that it does not know. */
export async function startPhoneCompany(env: Record<string, string> = {}): Promise<PhoneCompany> {
  const service = await startProcess('phone-simulator', { SIMULATOR_PORT: '0', ...account, ...env });
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    // A connection of its own for each: a kept one may be closed by a busy server in the moment it is used again.
    const headers = { connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const asked = fetch(service.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const response = await asked.catch((cause: unknown) => {
      const { exitCode, signalCode } = service.child;
      throw new Error(
        `${method} ${path} got no answer; exit ${exitCode ?? signalCode ?? 'not yet'}:\n${service.log.slice(-5).join('\n')}`,
        { cause },
      );
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const { stop } = service;
  return {
    ...service,
    control,
    async stop(signal) {
      let unknown: string[] = [];
      try {
        if (service.child.exitCode === null && service.child.signalCode === null) unknown = await listUnknownMarkup(control);
      } finally {
        await stop(signal);
      }
      if (unknown.length > 0) throw new Error(`The phone company noted ${UNKNOWN_MARKUP}:\n${unknown.slice(0, 10).join('\n')}`);
    },
    connect: async (e164, routingUrl) =>
      void (await control('PUT', `/control/numbers/${encodeURIComponent(e164)}`, {
        voiceUrl: `${routingUrl}/twilio/voice#ct=1500&rt=4000&rc=2&rp=5xx,ct,rt`,
        voiceFallbackUrl: `${routingUrl}/twilio/voice/fallback`,
        statusCallback: `${routingUrl}/twilio/status#rc=3&rp=5xx,ct,rt`,
        friendlyName: e164,
      })),
    phone: async (address, kind, behaviour, more = {}) =>
      void (await control('PUT', '/control/phones', { address, kind, behaviour, ...more })),
    callIn: async (from, to) => (await control<{ callSid: string }>('POST', '/control/calls', { from, to })).callSid,
    legs: (filter = '') => control<Leg[]>('GET', `/control/legs${filter}`),
  };
}

async function listUnknownMarkup(control: PhoneCompany['control']): Promise<string[]> {
  const { warnings } = await control<{ warnings: Record<string, number> }>('GET', '/control/ledger/summary');
  if (warnings[UNKNOWN_MARKUP] === undefined) return [];
  const ledger = await control<{ warnings: { callSid: string; code: number; message: string }[] }>('GET', '/control/ledger');
  return ledger.warnings.flatMap(({ callSid, code, message }) => (code === UNKNOWN_MARKUP ? [`${callSid}: ${message}`] : []));
}

/** Waits until a look gives something, at most `ms`; fails with what was wanted. */
export async function eventually<T>(what: string, look: () => Promise<T | null | undefined | false>, ms = 15_000): Promise<T> {
  const until = performance.now() + ms;
  let last: unknown;
  for (;;) {
    const found = await look().catch((error: unknown) => {
      last = error;
      return null;
    });
    if (found) return found;
    if (performance.now() > until) throw new Error(`Waited ${ms} ms in vain: ${what}${last === undefined ? '' : ` (${String(last)})`}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
