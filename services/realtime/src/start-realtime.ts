import { makeDatabase } from '@ringbase/database';
import {
  listen,
  makeApp,
  makeClock,
  makeIds,
  makeLifecycle,
  makeLogger,
  makeMetrics,
  mountHealth,
  sealApp,
  startWires,
} from '@ringbase/platform';
import { makeOutboxBell } from '@ringbase/use-cases';
import { attachRealtime } from './attach-realtime.js';
import type { RealtimeConfig } from './config.js';

const CONNECTIONS = 8;

/** The service as a process of its own. */
export async function startRealtime(config: RealtimeConfig) {
  const log = makeLogger({ service: 'realtime', level: config.LOG_LEVEL });
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
        role: 'app',
        max: CONNECTIONS,
        statementTimeoutMs: 5_000,
        connectTimeoutMs: 3_000,
        onIdleError: (error) => log.warn({ event: 'database.connection-lost', err: error }),
      }),
    (part) => part.close(),
  );
  const { bells, news } = await startWires(lifecycle, { databaseUrl: config.DATABASE_URL, redisUrl: config.REDIS_URL, log });
  const metrics = makeMetrics({ service: 'realtime' });
  const app = makeApp({ log, metrics, trustProxy: config.TRUST_PROXY });
  mountHealth(app, { checks: { database: () => database.pool.query('select 1') }, metrics });
  const http = await lifecycle.start(
    'http',
    () => listen(sealApp(app), { port: config.PORT }),
    (part) => part.stop(),
  );
  await lifecycle.start(
    'sockets',
    () =>
      attachRealtime(http.server, {
        app: database,
        news,
        clock: clock.clock,
        onTick: clock.onTick,
        ids: makeIds(clock.clock),
        log,
        origins: [new URL(config.PUBLIC_URL).origin],
        bell: makeOutboxBell(bells, log),
      }),
    (part) => part.stop(),
  );
  lifecycle.ready();
  log.info({ event: 'service.ready', port: http.port });
  return { port: http.port, lifecycle, log, stop: () => lifecycle.stop() };
}
