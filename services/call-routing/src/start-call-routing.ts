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
import { makeHouseContext, makeOutboxBell } from '@ringbase/use-cases';
import type { CallRoutingConfig } from './config.js';
import { mountCallRouting } from './mount-call-routing.js';

const CONNECTIONS = 12;

/** The service as a process of its own. */
export async function startCallRouting(config: CallRoutingConfig) {
  const log = makeLogger({ service: 'call-routing', level: config.LOG_LEVEL });
  const lifecycle = makeLifecycle({ log });
  const clock = await lifecycle.start(
    'clock',
    () => makeClock({ clockUrl: config.CLOCK_URL, nodeEnv: config.NODE_ENV, log }),
    (part) => part.stop(),
  );
  const database = await lifecycle.start(
    'database',
    async () =>
      makeDatabase({
        url: config.DATABASE_URL,
        role: 'routing',
        max: CONNECTIONS,
        statementTimeoutMs: 600,
        connectTimeoutMs: 500,
        onIdleError: (error) => log.warn({ event: 'database.connection-lost', err: error }),
      }),
    (part) => part.close(),
  );
  // The bell is the database's own NOTIFY, on a connection of its own: a webhook talks to nothing else.
  const bellWire = await lifecycle.start(
    'bell',
    () => makePubSub({ wire: { kind: 'postgres', connectionString: config.DATABASE_URL }, log }),
    (part) => part.close(),
  );
  const metrics = makeMetrics({ service: 'call-routing' });
  const app = makeApp({ log, metrics, trustProxy: config.TRUST_PROXY });
  const ctx = makeHouseContext({
    house: database,
    clock: clock.clock,
    ids: makeIds(clock.clock),
    log,
    bell: makeOutboxBell(bellWire, log),
  });
  await lifecycle.start(
    'static plans',
    () =>
      mountCallRouting(app, {
        ctx,
        publicUrl: config.PUBLIC_URL,
        authTokens: [config.TWILIO_AUTH_TOKEN, ...(config.TWILIO_AUTH_TOKEN_PREVIOUS ? [config.TWILIO_AUTH_TOKEN_PREVIOUS] : [])],
        telnyxPublicKey: config.TELNYX_PUBLIC_KEY,
        defaultRegion: config.DEFAULT_REGION,
        dataDirectory: config.DATA_DIR,
        storage: makeStorage(config.STORAGE_URL),
      }),
    (part) => part.stop(),
  );
  // The database is no condition of readiness: without it callers still reach their department.
  mountHealth(app, { checks: {}, metrics });
  const http = await lifecycle.start(
    'http',
    () => listen(sealApp(app), { port: config.PORT }),
    (part) => part.stop(),
  );
  lifecycle.ready();
  log.info({ event: 'service.ready', port: http.port });
  return { port: http.port, lifecycle, log, stop: () => lifecycle.stop() };
}
