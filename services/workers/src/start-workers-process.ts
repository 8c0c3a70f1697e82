import { jobs } from '@ringbase/contracts';
import { makeDatabase } from '@ringbase/database';
import {
  listen,
  makeApp,
  makeClock,
  makeIds,
  makeLifecycle,
  makeLogger,
  makeMetrics,
  makeOutgoing,
  makeQueue,
  makeStorage,
  mountHealth,
  sealApp,
  startWires,
} from '@ringbase/platform';
import { makeTelnyxRecordings, makeTwilioTelephony, type Telephony } from '@ringbase/telephony';
import { makeHouseContext, makeOutboxBell } from '@ringbase/use-cases';
import type { WorkersConfig } from './config.js';
import { startWorkers } from './start-workers.js';

const CONNECTIONS = 10;

/** The service as a process of its own; its port serves health and metrics alone. */
export async function startWorkersProcess(config: WorkersConfig) {
  const log = makeLogger({ service: 'workers', level: config.LOG_LEVEL });
  const lifecycle = makeLifecycle({ log });
  const { DATABASE_URL: connectionString, REDIS_URL: url } = config;
  const store = url ? ({ kind: 'redis', url } as const) : ({ kind: 'postgres', connectionString } as const);
  const clock = await lifecycle.start(
    'clock',
    () => makeClock({ clockUrl: config.CLOCK_URL, nodeEnv: config.NODE_ENV, log }),
    (part) => part.stop(),
  );
  const database = await lifecycle.start(
    'database',
    async () =>
      makeDatabase({
        url: connectionString,
        role: 'worker',
        max: CONNECTIONS,
        statementTimeoutMs: 10_000,
        connectTimeoutMs: 3_000,
        onIdleError: (error) => log.warn({ event: 'database.connection-lost', err: error }),
      }),
    (part) => part.close(),
  );
  const { bells, news } = await startWires(lifecycle, { databaseUrl: connectionString, redisUrl: url, log });
  const queue = await lifecycle.start(
    'queue',
    () => makeQueue({ store, jobs, log }),
    (part) => part.close(),
  );
  const ctx = makeHouseContext({ house: database, clock: clock.clock, ids: makeIds(clock.clock), log, bell: makeOutboxBell(bells, log) });
  const workers = await lifecycle.start(
    'workers',
    () =>
      startWorkers({
        ctx,
        queue,
        news,
        bells,
        onTick: clock.onTick,
        telephony: openTelephony(config),
        recordingSources: config.TELNYX_API_KEY ? [makeTelnyxRecordings({ apiKey: config.TELNYX_API_KEY, apiBaseUrl: null })] : [],
        storage: makeStorage(config.STORAGE_URL),
        outgoing: makeOutgoing({ origins: config.SCRIPT_HTTP_ORIGINS }),
        publicUrl: config.PUBLIC_URL,
        defaultRegion: config.DEFAULT_REGION,
        log,
        ...(config.WORKERS ? { picks: config.WORKERS } : {}),
      }),
    (part) => part.stop(),
  );
  const metrics = makeMetrics({ service: 'workers' });
  const app = makeApp({ log, metrics, trustProxy: config.TRUST_PROXY });
  // Queue and pub/sub are no condition of readiness: reminders live without them.
  mountHealth(app, { checks: { database: () => database.pool.query('select 1'), loops: workers.check }, metrics });
  const http = await lifecycle.start(
    'http',
    () => listen(sealApp(app), { port: config.PORT }),
    (part) => part.stop(),
  );
  lifecycle.ready();
  log.info({ event: 'service.ready', port: http.port });
  return { port: http.port, lifecycle, log, stop: () => lifecycle.stop() };
}

function openTelephony(config: WorkersConfig): Telephony {
  return makeTwilioTelephony({
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken: config.TWILIO_AUTH_TOKEN,
    apiKey: config.TWILIO_API_KEY,
    apiSecret: config.TWILIO_API_SECRET,
    apiBaseUrl: config.TWILIO_API_BASE_URL ?? null,
  });
}
