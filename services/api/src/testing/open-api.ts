import type { Database } from '@ringbase/database';
import { listen, makeApp, makeIds, makeLogger, type Storage, sealApp, type TrustProxy } from '@ringbase/platform';
import type { Telephony } from '@ringbase/telephony';
import { makeHouseContext } from '@ringbase/use-cases';
import { mountApi } from '../mount-api.js';
import { SESSION_COOKIE } from '../sessions/session-cookie.js';

type Company = { app: Database; worker: Database; time: { now: Date } };
export type ApiAnswer = { status: number; text: string; body: unknown; headers: Headers };
export type ApiRequest = { token?: string | undefined; body?: unknown; headers?: Record<string, string> };

export type OpenedApi = {
  request(method: string, path: string, more?: ApiRequest): Promise<ApiAnswer>;
  stop(): Promise<void>;
};

const nowhere = (): never => {
  throw new Error('No test of the API reaches the phone company');
};

/** The API of a test's company, on a port of its own. */
export async function openApi(
  { app, worker, time }: Company,
  { storage, trustProxy = 0 }: { storage?: Storage; trustProxy?: TrustProxy } = {},
): Promise<OpenedApi> {
  const log = makeLogger({ service: 'test', level: 'silent' });
  const server = makeApp({ log, trustProxy });
  const telephony = new Proxy({ provider: 'twilio' } as Telephony, {
    get: (port, name) =>
      name === 'makeSoftphoneToken' ? () => ({ token: 't', expiresAt: time.now }) : (Reflect.get(port, name) ?? nowhere),
  });
  mountApi(server, {
    house: makeHouseContext({ house: worker, clock: () => time.now, ids: makeIds(() => new Date()), log }),
    app,
    telephony,
    defaultRegion: 'BG',
    storage: storage ?? (new Proxy({}, { get: () => nowhere }) as Storage),
    softphone: { adapter: 'simulated', url: 'ws://127.0.0.1:1/client' },
    publicUrl: 'http://ringbase.test',
    company: { name: 'Windows & Doors' },
  });
  const listening = await listen(sealApp(server), { port: 0, host: '127.0.0.1' });
  return {
    async request(method, path, { token, body, headers = {} } = {}) {
      const answer = await fetch(`http://127.0.0.1:${listening.port}/api/v1${path}`, {
        method,
        headers: {
          ...(method === 'GET' ? {} : { origin: 'http://ringbase.test' }),
          ...(token ? { cookie: `${SESSION_COOKIE}=${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      return { status: answer.status, text, body: isJson ? (JSON.parse(text) as unknown) : null, headers: answer.headers };
    },
    stop: () => listening.stop(),
  };
}
