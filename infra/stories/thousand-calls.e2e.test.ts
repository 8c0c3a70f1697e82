import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  account,
  createTestDatabase,
  GEORGI,
  makeSmallCompany,
  openSql,
  openTab,
  type PhoneCompany,
  SALES,
  SERVICE,
  type ServiceProcess,
  type SmallCompany,
  type Sql,
  startPhoneCompany,
  startProcess,
  type TestDatabase,
} from '@ringbase/testing';
import { type Balancer, startBalancer } from './balance.js';
import { type BusyPeople, startBusyPeople } from './busy-people.js';
import { gatherCrowd } from './crowd.js';
import { type HouseWorker, makeHouseWorker } from './house-worker.js';
import { checkEverything } from './invariants.js';
import { type LedgerLeg, readLedger, type Violation } from './ledger.js';

const CALLS = Number(process.env.RELIABILITY_CALLS ?? 120);
/** Milliseconds. */
const TIME_LIMIT = 900_000 + CALLS * 1000;
const SEED = Number(process.env.RELIABILITY_SEED ?? 20_260_302);
const PER_SECOND = Number(process.env.RELIABILITY_PER_SECOND ?? 5);
/** Of a hundred callbacks this many are never sent. */
const LOST = Number(process.env.RELIABILITY_LOST ?? 5);
/** Each message is sent up to so many times at once. */
const COPIES = Number(process.env.RELIABILITY_COPIES ?? 5);
/** Of a hundred calls so many are for Service, where callers wait and calls are held and handed over: each telephone there is rung by a call a second. */
const FOR_SERVICE = 7;
/** That all but one of a thousand are answered within 1.5 s is judged by `npm run reliability`, on a machine that does nothing else; otherwise it is measured. */
const JUDGE_TIMES = process.env.RELIABILITY_TIMES === 'judged';

const FINAL = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** Seconds between two looks for what was lost, which the house takes every five minutes. Each looks through all calls: of many it is taken less often. */
const LOOK_EVERY = Math.min(300, Math.max(10, Math.round(CALLS / 25)));

let database: TestDatabase;
let sql: Sql;
let phones: PhoneCompany;
let balancer: Balancer;
let services: ServiceProcess[];
let worker: HouseWorker;
let people: BusyPeople | undefined;
let company: SmallCompany;
let directory: string;

/** mulberry32: small, seeded, good enough to choose who phones. */
function makeChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-thousand-'));
  database = await createTestDatabase();
  sql = openSql(database.url);
  company = await makeSmallCompany(sql, new Date());
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date());
  // A call is told of in some thirty messages, each of which comes so often.
  phones = await startPhoneCompany({ LEDGER_ENTRIES: String(100_000 + CALLS * 50 * COPIES) });
  await phones.phone('client:ivan', 'client', 'answer', { afterMs: 300, talkMs: 1200 });
  await phones.phone('+359878000001', 'mobile', 'answer', { afterMs: 300, digits: '1', talkMs: 1000 });
  await phones.phone('sip:maria@pbx.example', 'sip', 'decline', { afterMs: 200 });
  await gatherCrowd(sql, phones, company);
  balancer = await startBalancer();
  const env = {
    PORT: '0',
    PUBLIC_URL: balancer.url,
    DATABASE_URL: database.url,
    STORAGE_URL: pathToFileURL(join(directory, 'storage')).href,
    TWILIO_AUTH_TOKEN: account.TWILIO_AUTH_TOKEN,
  };
  const routing = await Promise.all(['a', 'b'].map((name) => startProcess('call-routing', { ...env, DATA_DIR: join(directory, name) })));
  // All that a replica runs but what looks for lost messages: that is done when every call is over, so that it can be told what was lost.
  const WORKERS = 'relay,reminders,presence,recordings,dialling,scripts,queue';
  const workers = await startProcess('workers', { ...env, ...account, TWILIO_API_BASE_URL: phones.url, WORKERS });
  services = [...routing, workers];
  balancer.toward(routing.map((one) => one.port));
  await Promise.all([phones.connect(SALES, balancer.url), phones.connect(SERVICE, balancer.url)]);
  worker = makeHouseWorker({ databaseUrl: database.url, simulatorUrl: phones.url, directory });
}, 120_000);

afterAll(async () => {
  await people?.stop();
  await Promise.all((services ?? []).map((one) => one.stop()));
  await balancer?.stop();
  await worker?.close();
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
  await phones?.stop();
});

type Summary = {
  live: number;
  inFlight: number;
  rootCalls: number;
  conferences: Record<string, number>;
  voiceWebhookMs: { count: number; p50: number; p99: number; max: number };
};

function chooseCaller(chance: () => number): string {
  const kind = chance();
  if (kind < 0.1) return GEORGI;
  if (kind < 0.15) return 'anonymous';
  if (kind < 0.2) return 'sip:x@example.org';
  return `+35989${String(Math.floor(chance() * 1e7)).padStart(7, '0')}`;
}

/** So many callers a second, each of whom goes his way without being waited for; meanwhile lost messages are looked for, or everybody would stay on a call. */
async function phoneIn(chance: () => number, began: Date): Promise<void> {
  const calls = Array.from({ length: CALLS }, () => {
    const to = chance() * 100 < FOR_SERVICE ? SERVICE : SALES;
    const givesUp = chance() < 0.05 ? { hangupAfterMs: 250 } : {};
    return { from: chooseCaller(chance), to, speakMs: 1500, ...givesUp };
  });
  let looking = Promise.resolve();
  for (let second = 0; second * PER_SECOND < calls.length; second += 1) {
    const over = new Promise((resolve) => setTimeout(resolve, 1000));
    const callers = calls.slice(second * PER_SECOND, (second + 1) * PER_SECOND);
    await Promise.all(callers.map((call) => phones.control('POST', '/control/calls', call)));
    await over;
    if (second % LOOK_EVERY === LOOK_EVERY - 1) {
      await looking;
      looking = worker.reconcile(began);
    }
  }
  await looking;
}

/** Legs that go on, and where they are. */
async function listLive(): Promise<unknown[]> {
  const { legs } = await phones.control<{ legs: (LedgerLeg & { to: string; conference: string | null })[] }>('GET', '/control/ledger');
  return legs
    .filter((leg) => !FINAL.includes(leg.status))
    .map(({ callSid, parentCallSid, to, status, conference }) => ({ callSid, parentCallSid, to, status, conference }));
}

/** For whoever looks into a violation: what it was told from, a folder with a file for each list and a line for each of its rows. All of it at once is longer than a string may be. */
async function keepEvidence(folder: string, evidence: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tables = ['calls', 'legs', 'call_events', 'queue_places', 'queue_offers', 'call_invitations', 'reconciliation_differences'];
  const rows = await Promise.all(tables.map(async (table) => [table, await sql.query(`select * from ${table}`)] as const));
  for (const [name, list] of [...Object.entries(evidence), ...rows])
    if (Array.isArray(list))
      await writeFile(
        join(folder, `${name}.ndjson`),
        Readable.from(list).map((row) => `${JSON.stringify(row)}\n`),
      );
}

/** Prints what is written of the calls that a few of the violations name, for whoever has nothing but the output. */
async function tellOfViolations(violations: readonly Violation[]): Promise<void> {
  const sids = violations.flatMap(({ what }) => what.match(/CA[0-9a-f]{32}/)?.[0] ?? []).slice(0, 5);
  const rows = await sql.query(
    `select l.provider_call_id as sid, e.kind, e.at, e.body from call_events e join legs l on l.call_id = e.call_id
     where l.provider_call_id = any($1) and e.kind <> 'routed' order by 1, e.at, e.key`,
    [sids],
  );
  for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
}

/** Lost messages go on being looked for: a caller waits for somebody of whom nobody told that he is free again. */
async function everyCallIsOver(began: Date): Promise<Summary> {
  const until = performance.now() + TIME_LIMIT / 2;
  for (let tick = 1; ; tick += 1) {
    const now = await phones.control<Summary>('GET', '/control/ledger/summary');
    if (now.live === 0 && now.inFlight === 0) return now;
    if (performance.now() > until) throw new Error(`Calls that never end: ${JSON.stringify(await listLive())}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (tick % LOOK_EVERY === 0) await worker.reconcile(began);
  }
}

test(
  `${CALLS} calls, told up to five times, out of order, late or never, are all written as the phone company knows them`,
  async () => {
    const began = new Date(Date.now() - 60_000);
    const chance = makeChance(SEED);
    const took: Record<string, number> = {};
    const measure = async <T>(stage: string, work: Promise<T>): Promise<T> => {
      const since = performance.now();
      const result = await work;
      took[stage] = Math.round((performance.now() - since) / 100) / 10;
      return result;
    };
    await phones.control('PUT', '/control/faults', {
      seed: SEED,
      duplicate: { min: 1, max: COPIES },
      reorder: true,
      delayProbability: 0.1,
      delayMs: { min: 1000, max: 8000 },
      dropProbability: LOST / 100,
    });
    people = startBusyPeople({ databaseUrl: database.url, ctx: worker.ctx, sql, company, chance: makeChance(SEED + 1) });
    await measure('calling', phoneIn(chance, began));
    const summary = await measure('ending', everyCallIsOver(began));
    await people.stop();
    const { acts } = people;
    people = undefined;
    const count = async (of: string) => (await sql.query<{ n: number }>(`select count(*)::int as n from ${of}`))[0]?.n;
    const open = await count(`calls where state <> 'ended'`);
    const unsettled = await count(`recordings where state in ('expected', 'in-progress', 'stored')`);
    for (const round of ['first', 'second']) {
      await measure(`${round} reconciling`, worker.reconcileAll(began));
      await measure(`${round} fetching`, worker.fetchAll());
    }
    const proof = await worker.prove(began);
    const ledger = await measure('reading the ledger', readLedger(phones));
    const violations = await measure('judging', checkEverything(sql, ledger, { soon: JUDGE_TIMES }));
    const heard = ledger.webhooks.filter((webhook) => webhook.kind === 'voice' && webhook.used);
    const callbacks = ledger.webhooks.filter((webhook) => webhook.kind !== 'voice');
    const lost = callbacks.filter((webhook) => webhook.faults.includes('drop'));
    const lostOf = (kind: string) => lost.filter((webhook) => webhook.kind === kind).length;
    const table = {
      seed: SEED,
      calls: proof.calls,
      seconds: took,
      waited: await count('queue_places'),
      conferences: summary.conferences,
      acts,
      callbacks: {
        copiesSent: callbacks.length - lost.length,
        neverSent: { status: lostOf('status'), recording: lostOf('recording'), conference: lostOf('conference') },
      },
      openBeforeReconciling: open,
      recordingsUnsettledBeforeReconciling: unsettled,
      differences: await sql.query(
        'select kind, cause, state, count(*)::int as count from reconciliation_differences group by 1, 2, 3 order by 1, 2, 3',
      ),
      proof,
      voiceWebhookMs: summary.voiceWebhookMs,
      answeredStatically: heard.filter((webhook) => webhook.responseBody?.includes('plan=static')).length,
      answeredWithin1500Ms: heard.filter((webhook) => (webhook.ms ?? 0) <= 1500).length / Math.max(1, heard.length),
      violations: violations.length,
    };
    if (process.env.RELIABILITY_JSON) await writeFile(process.env.RELIABILITY_JSON, JSON.stringify(table, null, 2));
    process.stdout.write(`${JSON.stringify(table)}\n`);
    if (process.env.RELIABILITY_EVIDENCE) await keepEvidence(process.env.RELIABILITY_EVIDENCE, { violations, ...ledger });
    await tellOfViolations(violations);
    expect(violations.slice(0, 20)).toEqual([]);
    expect(proof).toMatchObject({ callsUnwritten: 0, recordingsUnsettled: 0, reasons: [] });
    expect(proof.calls).toBe(CALLS);
    const { held, resumed, 'asked-blind': blind, 'asked-warm': warm } = acts;
    const happened = { waited: table.waited, held, resumed, blind, warm, ...table.callbacks.neverSent };
    // A small run may do without the one or the other.
    if (CALLS >= 1000) expect(Object.entries(happened).filter(([, times]) => !times)).toEqual([]);
    expect(lost.length).toBeGreaterThan(0);
  },
  TIME_LIMIT,
);
