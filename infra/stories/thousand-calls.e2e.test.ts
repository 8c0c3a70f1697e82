import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  account,
  createTestDatabase,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  openTab,
  type PhoneCompany,
  SALES,
  type ServiceProcess,
  type Sql,
  startPhoneCompany,
  startProcess,
  type TestDatabase,
} from '@ringbase/testing';
import { type Balancer, startBalancer } from './balance.js';
import { type HouseWorker, makeHouseWorker } from './house-worker.js';
import { checkEverything } from './invariants.js';
import { readLedger } from './ledger.js';

const CALLS = Number(process.env.RELIABILITY_CALLS ?? 200);
/** Milliseconds. */
const TIME_LIMIT = 900_000 + CALLS * 300;
const SEED = Number(process.env.RELIABILITY_SEED ?? 20_260_302);
const PER_SECOND = Number(process.env.RELIABILITY_PER_SECOND ?? 10);
/** Of a hundred callbacks this many are never sent. */
const LOST = Number(process.env.RELIABILITY_LOST ?? 5);
/** Each message is sent up to so many times at once. */
const COPIES = Number(process.env.RELIABILITY_COPIES ?? 5);
const MANAGERS = 40;
/** How soon callers are answered is judged by `npm run reliability`, on a machine that does nothing else; otherwise it is measured. */
const JUDGE_TIMES = process.env.RELIABILITY_TIMES === 'judged';

let database: TestDatabase;
let sql: Sql;
let phones: PhoneCompany;
let balancer: Balancer;
let routing: ServiceProcess[];
let worker: HouseWorker;
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
  const company = await makeSmallCompany(sql, new Date());
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date());
  await sql.query('update departments set wrap_up_seconds = 0');
  phones = await startPhoneCompany();
  await phones.phone('client:ivan', 'client', 'answer', { afterMs: 300, talkMs: 1200 });
  await phones.phone('+359878000001', 'mobile', 'answer', { afterMs: 300, digits: '1', talkMs: 1000 });
  await phones.phone('sip:maria@pbx.example', 'sip', 'decline', { afterMs: 200 });
  for (let index = 0; index < MANAGERS; index += 1) {
    const id = randomUUID();
    const address = `sip:m${index}@pbx.example`;
    await sql.insert('people', [
      {
        id,
        name: `Manager ${index}`,
        email: `m${index}@company.example`,
        password_hash: 'none',
        role: 'manager',
        time_zone: 'Europe/Sofia',
      },
    ]);
    await sql.insert('department_members', [{ department_id: company.sales.id, person_id: id, in_ring_group: true, rank: index % 10 }]);
    await sql.insert('devices', [{ id: randomUUID(), person_id: id, kind: 'sip', address }]);
    await phones.phone(address, 'sip', index % 4 === 0 ? 'decline' : 'answer', {
      afterMs: 150 + (index % 7) * 60,
      talkMs: 400 + (index % 9) * 150,
    });
  }
  balancer = await startBalancer();
  const env = {
    PORT: '0',
    PUBLIC_URL: balancer.url,
    DATABASE_URL: database.url,
    STORAGE_URL: pathToFileURL(directory).href,
    TWILIO_AUTH_TOKEN: account.TWILIO_AUTH_TOKEN,
  };
  routing = await Promise.all(['a', 'b'].map((name) => startProcess('call-routing', { ...env, DATA_DIR: join(directory, name) })));
  balancer.toward(routing.map((one) => one.port));
  await phones.connect(SALES, balancer.url);
  worker = makeHouseWorker({ databaseUrl: database.url, simulatorUrl: phones.url, directory });
}, 120_000);

afterAll(async () => {
  await Promise.all([...(routing ?? []).map((one) => one.stop()), phones?.stop()]);
  await balancer?.stop();
  await worker?.close();
  await sql?.close();
  await database?.drop();
  await rm(directory, { recursive: true, force: true });
});

test(
  `${CALLS} calls, told up to five times, out of order, late or never, are all written as the phone company knows them`,
  async () => {
    const began = new Date(Date.now() - 60_000);
    const chance = makeChance(SEED);
    await phones.control('PUT', '/control/faults', {
      seed: SEED,
      duplicate: { min: 1, max: COPIES },
      reorder: true,
      delayProbability: 0.1,
      delayMs: { min: 1000, max: 8000 },
      dropProbability: LOST / 100,
      only: ['voice', 'status', 'recording'],
    });
    const callers = Array.from({ length: CALLS }, () => {
      const kind = chance();
      return kind < 0.1
        ? GEORGI
        : kind < 0.15
          ? 'anonymous'
          : kind < 0.2
            ? 'sip:x@example.org'
            : `+35989${String(Math.floor(chance() * 1e7)).padStart(7, '0')}`;
    });
    for (let index = 0; index < callers.length; index += PER_SECOND) {
      const second = callers.slice(index, index + PER_SECOND);
      await Promise.all(
        second.map(async (from) => {
          const givesUp = chance() < 0.05 ? { hangupAfterMs: 250 } : {};
          await phones.control('POST', '/control/calls', { from, to: SALES, speakMs: 1500, ...givesUp });
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    type Summary = {
      live: number;
      inFlight: number;
      rootCalls: number;
      voiceWebhookMs: { count: number; p50: number; p99: number; max: number };
    };
    const summary = await eventually(
      'every call is over',
      async () => {
        const now = await phones.control<Summary>('GET', '/control/ledger/summary');
        return now.live === 0 && now.inFlight === 0 ? now : null;
      },
      TIME_LIMIT / 2,
    );
    const count = async (of: string) => (await sql.query<{ n: number }>(`select count(*)::int as n from ${of}`))[0]?.n;
    const open = await count(`calls where state <> 'ended'`);
    const unsettled = await count(`recordings where state in ('expected', 'in-progress', 'stored')`);
    await worker.reconcileAll(began);
    await worker.fetchAll();
    await worker.reconcileAll(began);
    await worker.fetchAll();
    const proof = await worker.prove(began);
    const ledger = await readLedger(phones);
    const found = await checkEverything(sql, ledger);
    const slow = found.filter((one) => one.invariant === 'I6' && one.what.includes(' took '));
    const violations = JUDGE_TIMES ? found : found.filter((one) => !slow.includes(one));
    const heard = ledger.webhooks.filter((webhook) => webhook.kind === 'voice' && webhook.used);
    const callbacks = ledger.webhooks.filter((webhook) => webhook.kind === 'status' || webhook.kind === 'recording');
    const lost = callbacks.filter((webhook) => webhook.faults.includes('drop')).length;
    const table = {
      seed: SEED,
      calls: summary.rootCalls,
      callbacks: { copiesSent: callbacks.length - lost, neverSent: lost },
      openBeforeReconciling: open,
      recordingsUnsettledBeforeReconciling: unsettled,
      differences: await sql.query(
        'select kind, cause, state, count(*)::int as count from reconciliation_differences group by 1, 2, 3 order by 1, 2, 3',
      ),
      proof,
      voiceWebhookMs: summary.voiceWebhookMs,
      answeredStatically: heard.filter((webhook) => webhook.responseBody?.includes('plan=static')).length,
      answeredWithin1500Ms: heard.filter((webhook) => (webhook.ms ?? 0) <= 1500).length / Math.max(1, heard.length),
      slowerThanFiveSeconds: slow.length,
      violations: violations.length,
    };
    if (process.env.RELIABILITY_JSON) await writeFile(process.env.RELIABILITY_JSON, JSON.stringify(table, null, 2));
    process.stdout.write(`${JSON.stringify(table)}\n`);
    expect(violations.slice(0, 20)).toEqual([]);
    expect(proof).toMatchObject({ callsUnwritten: 0, recordingsUnsettled: 0, reasons: [] });
    expect(proof.calls).toBe(CALLS);
    expect(lost).toBeGreaterThan(0);
    expect(summary.rootCalls).toBe(CALLS);
  },
  TIME_LIMIT,
);
