import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '@ringbase/database';
import { type EmbeddedPostgres, findFreePort, startEmbeddedPostgres } from '@ringbase/platform';
import {
  account,
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  openTab,
  type PhoneCompany,
  SALES,
  type ServiceProcess,
  type Sql,
  signalPostgres,
  startPhoneCompany,
  startProcess,
} from '@ringbase/testing';
import { checkConnected } from './check-connected.js';
import { checkHeard } from './check-heard.js';
import { checkLegs } from './check-legs.js';
import { type HouseWorker, makeHouseWorker } from './house-worker.js';
import { checkRows } from './invariants.js';
import { type Ledger, readLedger } from './ledger.js';

const CALLS = 50;

let directory: string;
let server: EmbeddedPostgres;
let port: number;
let sql: Sql;
let phones: PhoneCompany;
let routing: ServiceProcess;
let worker: HouseWorker;

const startServer = async () => {
  server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), port, log: () => undefined, durable: true });
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-death-'));
  port = await findFreePort();
  await startServer();
  await migrate(server.url);
  sql = openSql(server.url);
  const company = await makeSmallCompany(sql, new Date());
  await openTab(sql, company.ivan.id, 'tab-of-ivan', new Date());
  phones = await startPhoneCompany();
  await phones.phone('client:ivan', 'client', 'answer', { afterMs: 1500, talkMs: 1500 });
  await phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 1500, talkMs: 1500 });
  const routingPort = await findFreePort();
  routing = await startProcess('call-routing', {
    PORT: String(routingPort),
    PUBLIC_URL: `http://127.0.0.1:${routingPort}`,
    DATABASE_URL: server.url,
    DATA_DIR: directory,
    STORAGE_URL: pathToFileURL(directory).href,
    TWILIO_AUTH_TOKEN: account.TWILIO_AUTH_TOKEN,
  });
  await phones.connect(SALES, routing.url);
  worker = makeHouseWorker({ databaseUrl: server.url, simulatorUrl: phones.url, directory });
}, 90_000);

afterEach(async () => {
  await Promise.all([routing?.stop(), worker?.close()]);
  await sql?.close();
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
  await phones?.stop();
}, 60_000);

async function phoneIn(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      phones.callIn(index % 5 === 0 ? GEORGI : `+3598991${String(index).padStart(5, '0')}`, SALES),
    ),
  );
}

async function everyCallIsOver(): Promise<Ledger> {
  await eventually(
    'every call is over',
    async () => {
      const { live, inFlight } = await phones.control<{ live: number; inFlight: number }>('GET', '/control/ledger/summary');
      return live === 0 && inFlight === 0;
    },
    120_000,
  );
  return readLedger(phones);
}

function expectDepartmentRang(ledger: Ledger): void {
  const rung = new Set(ledger.legs.map((leg) => leg.parentCallSid));
  const callers = ledger.legs.filter((leg) => leg.parentCallSid === null);
  expect(callers).toHaveLength(CALLS);
  expect(callers.filter((leg) => !rung.has(leg.callSid))).toEqual([]);
}

test.each([
  ['killed', () => signalPostgres(server.pid, 'SIGKILL'), startServer],
  ['frozen', () => signalPostgres(server.pid, 'SIGSTOP'), async () => signalPostgres(server.pid, 'SIGCONT')],
])(
  'with PostgreSQL %s in the middle of fifty calls every caller is answered, the department rings, and afterwards every call is written down',
  async (_, strike, heal) => {
    const began = new Date(Date.now() - 60_000);
    await phoneIn(CALLS / 2);
    strike();
    await phoneIn(CALLS / 2);
    const ledger = await everyCallIsOver();
    expect(checkHeard(ledger, { soon: false }).slice(0, 10)).toEqual([]);
    expectDepartmentRang(ledger);
    expect(routing.log.some((line) => line.includes('webhook.answered-statically'))).toBe(true);

    await heal();
    await eventually('the database answers', () => sql.query('select 1'), 60_000);
    await worker.reconcileAll(began);
    const after = await readLedger(phones);
    const found = [...(await checkLegs(sql, after)), ...(await checkConnected(sql, after)), ...(await checkRows(sql))];
    expect(found.slice(0, 10)).toEqual([]);
    expect(await sql.query(`select count(*)::int as n from calls where department_id is not null`)).toEqual([{ n: CALLS }]);
  },
  240_000,
);
