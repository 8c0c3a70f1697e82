import { makeDatabase } from '@ringbase/database';
import {
  listen,
  makeApp,
  makeClock,
  makeIds,
  makeLifecycle,
  makeLogger,
  makeMetrics,
  makePubSub,
  makeStorage,
  mountHealth,
  sealApp,
} from '@ringbase/platform';
import { makeTwilioTelephony } from '@ringbase/telephony';
import { makeHouseContext, makeOutboxBell } from '@ringbase/use-cases';
import type { ApiConfig } from './config.js';
import { mountApi } from './mount-api.js';
import { softphoneAccess } from './sessions/softphone-access.js';

const CONNECTIONS = { app: 16, worker: 4 };

/** The service as a process of its own. */
export async function startApi(config: ApiConfig) {
  const log = makeLogger({ service: 'api', level: config.LOG_LEVEL });
  const lifecycle = makeLifecycle({ log });
  const clock = await lifecycle.start(
    'clock',
    () => makeClock({ clockUrl: config.CLOCK_URL, nodeEnv: config.NODE_ENV, log }),
    (part) => part.stop(),
  );
  const open = (role: keyof typeof CONNECTIONS) =>
    lifecycle.start(
      `database as ${role}`,
      async () =>
        makeDatabase({
          url: config.DATABASE_URL,
          role,
          max: CONNECTIONS[role],
          statementTimeoutMs: 10_000,
          connectTimeoutMs: 3_000,
          onIdleError: (error) => log.warn({ event: 'database.connection-lost', err: error }),
        }),
      (part) => part.close(),
    );
  const [app, worker] = [await open('app'), await open('worker')];
  const bellWire = await lifecycle.start(
    'bell',
    () => makePubSub({ wire: { kind: 'postgres', connectionString: config.DATABASE_URL }, log }),
    (part) => part.close(),
  );
  const apiBaseUrl = config.TWILIO_API_BASE_URL ?? null;
  const softphone = softphoneAccess(apiBaseUrl);
  const telephony = makeTwilioTelephony({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    apiKey: config.TWILIO_API_KEY,
    apiSecret: config.TWILIO_API_SECRET,
    apiBaseUrl,
  });
  const metrics = makeMetrics({ service: 'api' });
  const https = config.PUBLIC_URL.startsWith('https:');
  const connect = softphone.adapter === 'simulated' ? [new URL(softphone.url).origin] : [];
  const server = makeApp({ log, metrics, trustProxy: config.TRUST_PROXY, security: { https, connect } });
  mountHealth(server, { checks: { database: () => app.pool.query('select 1') }, metrics });
  mountApi(server, {
    house: makeHouseContext({
      house: worker,
      clock: clock.clock,
      ids: makeIds(clock.clock),
      log,
      bell: makeOutboxBell(bellWire, log),
    }),
    app,
    telephony,
    defaultRegion: config.DEFAULT_REGION,
    storage: makeStorage(config.STORAGE_URL),
    softphone,
    publicUrl: config.PUBLIC_URL,
    company: { name: config.COMPANY_NAME },
  });
  const http = await lifecycle.start(
    'http',
    () => listen(sealApp(server), { port: config.PORT }),
    (part) => part.stop(),
  );
  lifecycle.ready();
  log.info({ event: 'service.ready', port: http.port });
  return { port: http.port, lifecycle, log, stop: () => lifecycle.stop() };
}
