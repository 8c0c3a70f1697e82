import { join } from 'node:path';
import { mountApi, softphoneAccess } from '@ringbase/api';
import { mountCallRouting } from '@ringbase/call-routing';
import { jobs } from '@ringbase/contracts';
import { type DatabaseRole, makeDatabase } from '@ringbase/database';
import {
  type Log,
  listen,
  makeApp,
  makeClock,
  makeIds,
  makeLifecycle,
  makeMetrics,
  makeOutgoing,
  makeQueue,
  makeStorage,
  mountHealth,
  sealApp,
  startWires,
} from '@ringbase/platform';
import { attachRealtime } from '@ringbase/realtime';
import { makeTelnyxRecordings, makeTwilioTelephony } from '@ringbase/telephony';
import { makeHouseContext, makeOutboxBell } from '@ringbase/use-cases';
import { startWorkers, workerNames } from '@ringbase/workers';
import { ROOT, type StartConfig } from './config.js';
import type { PhoneCompany } from './phone-company.js';
import { serveConsole } from './serve-console.js';

export type HouseOptions = {
  config: StartConfig;
  /** The owner's URL; each service narrows it to its role. */
  databaseUrl: string;
  publicUrl: string;
  phoneCompany: PhoneCompany;
  port: number;
  log: Log;
};

/** Connections of each role, and how long one of its statements may take, in milliseconds. */
const pools: Readonly<Record<DatabaseRole, { max: number; statementTimeoutMs: number; connectTimeoutMs: number }>> = {
  routing: { max: 8, statementTimeoutMs: 600, connectTimeoutMs: 500 },
  app: { max: 12, statementTimeoutMs: 10_000, connectTimeoutMs: 3_000 },
  worker: { max: 8, statementTimeoutMs: 10_000, connectTimeoutMs: 3_000 },
};

/** All services in this process, on one port; each gets what its own process would give it. */
export async function startServices({
  config,
  databaseUrl,
  publicUrl,
  phoneCompany,
  port,
  log,
}: HouseOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const lifecycle = makeLifecycle({ log });
  const clock = await lifecycle.start(
    'clock',
    () => makeClock({ clockUrl: config.CLOCK_URL, nodeEnv: config.NODE_ENV, log }),
    (part) => part.stop(),
  );
  const open = (role: DatabaseRole) =>
    lifecycle.start(
      `database as ${role}`,
      async () =>
        makeDatabase({
          url: databaseUrl,
          role,
          ...pools[role],
          onIdleError: (error) => log.warn({ event: 'database.connection-lost', err: error }),
        }),
      (part) => part.close(),
    );
  const [routing, app, worker] = [await open('routing'), await open('app'), await open('worker')];
  const redisUrl = config.REDIS_URL;
  const { bells, news } = await startWires(lifecycle, { databaseUrl, redisUrl, log });
  const queue = await lifecycle.start(
    'queue',
    () =>
      makeQueue({ store: redisUrl ? { kind: 'redis', url: redisUrl } : { kind: 'postgres', connectionString: databaseUrl }, jobs, log }),
    (part) => part.close(),
  );

  const bell = makeOutboxBell(bells, log);
  const parts = { clock: clock.clock, ids: makeIds(clock.clock), log, bell };
  const telephony = makeTwilioTelephony({ ...phoneCompany, apiBaseUrl: phoneCompany.baseUrl ?? null });
  const storage = makeStorage(config.storageUrl);
  const softphone = softphoneAccess(phoneCompany.baseUrl ?? null);
  const defaultRegion = config.DEFAULT_REGION;
  const workerContext = makeHouseContext({ ...parts, house: worker });

  const metrics = makeMetrics({ service: 'ringbase' });
  const connect = softphone.adapter === 'simulated' ? [new URL(softphone.url).origin] : [];
  const server = makeApp({ log, metrics, trustProxy: config.TRUST_PROXY, security: { https: publicUrl.startsWith('https:'), connect } });
  mountHealth(server, { checks: { database: () => app.pool.query('select 1') }, metrics });
  const authTokens = [phoneCompany.authToken, ...(phoneCompany.authTokenPrevious ? [phoneCompany.authTokenPrevious] : [])];
  await lifecycle.start(
    'call routing',
    () =>
      mountCallRouting(server, {
        ctx: makeHouseContext({ ...parts, house: routing }),
        publicUrl,
        authTokens,
        telnyxPublicKey: config.TELNYX_PUBLIC_KEY,
        defaultRegion,
        dataDirectory: config.dataDirectory,
        storage,
      }),
    (part) => part.stop(),
  );
  const company = { name: config.COMPANY_NAME ?? (softphone.adapter === 'simulated' ? 'Ringbase Demo' : 'Ringbase') };
  mountApi(server, { house: workerContext, app, telephony, defaultRegion, storage, softphone, publicUrl, company });
  serveConsole(server, join(ROOT, 'services/console/dist'));
  const http = await lifecycle.start(
    'http',
    () => listen(sealApp(server), { port, host: '127.0.0.1' }),
    (part) => part.stop(),
  );
  const origins = [new URL(publicUrl).origin];
  await lifecycle.start(
    'realtime',
    () => attachRealtime(http.server, { app, news, clock: clock.clock, onTick: clock.onTick, ids: parts.ids, log, origins, bell }),
    (part) => part.stop(),
  );
  const picks = workerNames.filter((name) => config.WORKERS?.includes(name) ?? true);
  await lifecycle.start(
    'workers',
    () =>
      startWorkers({
        ctx: workerContext,
        queue,
        news,
        bells,
        onTick: clock.onTick,
        telephony,
        recordingSources: config.TELNYX_API_KEY ? [makeTelnyxRecordings({ apiKey: config.TELNYX_API_KEY, apiBaseUrl: null })] : [],
        storage,
        outgoing: makeOutgoing({ origins: config.SCRIPT_HTTP_ORIGINS }),
        publicUrl,
        defaultRegion,
        log,
        picks,
      }),
    (part) => part.stop(),
  );
  lifecycle.ready();
  return { port: http.port, stop: () => lifecycle.stop() };
}
