import type { LegView } from '../control/leg-view.js';
import { startSimulator } from '../index.js';

export const credentials = {
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: 'an-auth-token',
  apiKey: `SK${'b'.repeat(32)}`,
  apiSecret: 'an-api-secret',
};

export interface SimulatorClient {
  base: string;
  port: number;
  /** Calls the control API; throws when it refuses. */
  control<T = Record<string, unknown>>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
  rest(method: 'GET' | 'POST' | 'DELETE', path: string, form?: Record<string, string | string[]>): Promise<Response>;
  advance(ms: number): Promise<void>;
  leg(to: string, state?: string): Promise<LegView>;
  stop(): Promise<void>;
}

function formOf(form: Record<string, string | string[]>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of Array.isArray(value) ? value : [value]) params.append(name, one);
  return params;
}

/** A simulator of its own for a test, on a virtual clock unless `real`. */
export async function startTestSimulator(options: { real?: boolean } = {}): Promise<SimulatorClient> {
  const { port, stop } = await startSimulator({ ...credentials, logLevel: 'error' });
  const base = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${Buffer.from(`${credentials.accountSid}:${credentials.authToken}`).toString('base64')}`;
  const client: SimulatorClient = {
    base,
    port,
    async control<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`${base}${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
    rest: (method, path, form) =>
      fetch(`${base}/2010-04-01/Accounts/${credentials.accountSid}${path}`, {
        method,
        headers: { authorization },
        ...(form === undefined ? {} : { body: formOf(form) }),
      }),
    async advance(ms) {
      await client.control('POST', '/control/clock/advance', { ms });
    },
    async leg(to, state) {
      const legs = await client.control<LegView[]>(
        'GET',
        `/control/legs?to=${encodeURIComponent(to)}${state === undefined ? '' : `&state=${state}`}`,
      );
      const last = legs.at(-1);
      if (!last) throw new Error(`no leg to ${to}${state === undefined ? '' : ` that is ${state}`}`);
      return last;
    },
    stop,
  };
  if (!options.real) await client.control('PUT', '/control/clock', { virtual: true, now: '2026-03-02T08:00:00Z' });
  return client;
}
