import { pathToFileURL } from 'node:url';
import { type Database, finishRun, insertRun, listProofRows, makeDatabase, type ProofRow, writeProof } from '@ringbase/database';
import { makeIds, makeLogger, makeStorage } from '@ringbase/platform';
import { makeTwilioTelephony } from '@ringbase/telephony';
import { account } from '@ringbase/testing';
import { fetchDueRecordings, type HouseContext, makeHouseContext, reconcile } from '@ringbase/use-cases';

export type HouseWorker = {
  ctx: HouseContext;
  /** As it is done every five minutes, while calls go on. */
  reconcile(since: Date): Promise<void>;
  /** When every call is over: what is missing is no longer on its way. */
  reconcileAll(since: Date): Promise<void>;
  fetchAll(): Promise<void>;
  /** What a night would prove of the calls since then. */
  prove(since: Date): Promise<ProofRow>;
  close(): Promise<void>;
};

/** Milliseconds after which the reconciler no longer takes a missing message for one that is on its way. */
const NO_LONGER_ON_ITS_WAY = 20_000;

/** What workers do in the background, done by a test when it says so. */
export function makeHouseWorker(options: { databaseUrl: string; simulatorUrl: string; directory: string }): HouseWorker {
  const house: Database = makeDatabase({
    url: options.databaseUrl,
    role: 'worker',
    max: 6,
    statementTimeoutMs: 20_000,
    connectTimeoutMs: 5000,
    onIdleError: () => undefined,
  });
  const log = makeLogger({ service: 'test', level: 'silent' });
  /** Looks at the work as if that much time had passed. */
  const contextAt = (later: () => number): HouseContext => {
    const clock = () => new Date(Date.now() + later());
    return makeHouseContext({ house, clock, ids: makeIds(clock), log });
  };
  const ctx = contextAt(() => 0);
  const reconciler = contextAt(() => NO_LONGER_ON_ITS_WAY);
  const telephony = makeTwilioTelephony({
    accountSid: account.TWILIO_ACCOUNT_SID,
    authToken: account.TWILIO_AUTH_TOKEN,
    apiKey: account.TWILIO_API_KEY,
    apiSecret: account.TWILIO_API_SECRET,
    apiBaseUrl: options.simulatorUrl,
  });
  const look = async (at: HouseContext, since: Date) => {
    await reconcile(at, { telephony, defaultRegion: 'BG' }, { runId: ctx.ids(), since, requestedBy: null });
  };
  const storage = makeStorage(pathToFileURL(`${options.directory}/storage`).href);
  return {
    ctx,
    reconcile: (since) => look(ctx, since),
    reconcileAll: (since) => look(reconciler, since),
    async fetchAll() {
      let later = NO_LONGER_ON_ITS_WAY;
      const fetcher = contextAt(() => later);
      for (let idle = 0; idle < 3; ) {
        idle = (await fetchDueRecordings(fetcher, { telephony, storage })) === 0 ? idle + 1 : 0;
        if (idle > 0) later += 60_000;
      }
    },
    async prove(since) {
      const runId = ctx.ids();
      const [night, until] = ['2026-01-01', reconciler.clock()];
      await insertRun(house.db, { id: runId, startedAt: until, since, requestedBy: null });
      await finishRun(house.db, runId, { finishedAt: until, callsSeen: 0, recordingsSeen: 0 });
      await writeProof(house.db, { night, runId, since, until, computedAt: until });
      return (await listProofRows(house.db, 1))[0] as ProofRow;
    },
    close: () => house.close(),
  };
}
