import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@ringbase/database';
import { type EmbeddedPostgres, migrateQueue, startEmbeddedPostgres } from '@ringbase/platform';
import {
  eventually,
  GEORGI,
  makeSmallCompany,
  openSql,
  SALES,
  type SmallCompany,
  type Sql,
  signalPostgres,
  startWholeHouse,
  type WholeHouse,
} from '@ringbase/testing';

/** Milliseconds that the server stands still: twice as long as the most patient statement is waited for. */
const FROZEN = 22_000;
/** Milliseconds in which everything works again, each part by itself. */
const SOON = 20_000;
/** As many as the API has connections for people. */
const AT_ONCE = 16;
const TABS = 10;
const YEAR = 365 * 86_400_000;

let directory: string;
let server: EmbeddedPostgres;
let sql: Sql;
let company: SmallCompany;
let house: WholeHouse;
const token = randomUUID();
const sockets: Socket[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringbase-freeze-'));
  server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), log: () => undefined, durable: false });
  await migrate(server.url);
  await migrateQueue(server.url, { grantTo: ['ringbase_worker'] });
  sql = openSql(server.url);
  company = await makeSmallCompany(sql, new Date());
  const hash = createHash('sha256').update(token).digest('hex');
  await sql.insert('sessions', [{ token_hash: hash, person_id: company.ivan.id, expires_at: new Date(Date.now() + YEAR) }]);
  house = await startWholeHouse({ databaseUrl: server.url, directory });
  await house.phones.phone('client:ivan', 'client', 'no-answer');
  await house.phones.phone('+359878000001', 'mobile', 'decline');
  await house.phones.phone('sip:maria@pbx.example', 'sip', 'answer', { afterMs: 1000, talkMs: 1000 });
}, 120_000);

afterAll(async () => {
  if (server) signalPostgres(server.pid, 'SIGCONT');
  for (const socket of sockets) socket.destroy();
  await house?.stop();
  await sql?.close();
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

type TabSocket = {
  /** All that the house has told it. */
  heard(): string;
  /** Says that it lives: its lease is renewed, in a transaction. */
  live(): void;
};

/** One of Ivan's tabs, as far as its socket goes. */
function openTabSocket(tab: string): Promise<TabSocket> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': Buffer.from(tab.padEnd(16)).toString('base64'),
    'sec-websocket-version': '13',
    cookie: `ringbase_session=${token}`,
    origin: house.url,
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${house.url}/ws?tab=${tab}`, { headers });
    asked.on('error', reject).on('response', ({ statusCode }) => reject(new Error(`/ws answered ${statusCode}`)));
    asked.on('upgrade', (_, socket: Socket, head: Buffer) => {
      let heard = head.toString('latin1');
      sockets.push(socket.on('error', () => undefined).on('data', (bytes) => (heard += bytes.toString('latin1'))));
      resolve({ heard: () => heard, live: () => void socket.write(frameOf({ kind: 'alive', active: true, softphone: false })) });
    });
    asked.end();
  });
}

/** A text that a browser sends, masked by nothing: https://www.rfc-editor.org/rfc/rfc6455#section-5.2 */
function frameOf(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from([0x81, 0x80 + text.length, 0, 0, 0, 0]), text]);
}

async function askApplications(): Promise<number> {
  const answer = await fetch(`${house.url}/api/v1/applications`, {
    headers: { cookie: `ringbase_session=${token}` },
    signal: AbortSignal.timeout(SOON),
  }).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.status ?? 0;
}

/**
 * By its own frame, or, as news between processes may be lost, by a heartbeat of the version that all of it has come to: who sees one has missed something,
 * and fetches it.
 */
async function isTold(tab: TabSocket | undefined, id: string): Promise<boolean> {
  const heard = tab?.heard() ?? '';
  if (heard.includes(id)) return true;
  const [news] = await sql.query<{ version: number; waiting: number }>(
    'select version::int, (select count(*)::int from outbox) as waiting from news_versions where person_id = $1',
    [company.ivan.id],
  );
  const beats = [...heard.matchAll(/"kind":"heartbeat","version":(\d+)/g)].map(([, version]) => Number(version));
  return news?.waiting === 0 && Math.max(0, ...beats) >= news.version;
}

const askAtOnce = () => Promise.all(Array.from({ length: AT_ONCE }, askApplications));

test('after PostgreSQL has stood still for longer than anybody waits, lists, sockets, reminders and calls are there again within seconds', async () => {
  const tabs = await Promise.all(Array.from({ length: TABS }, (_, index) => openTabSocket(`tab-of-ivan-${index}`)));
  await eventually('every tab is greeted', async () => tabs.every(({ heard }) => heard().includes('"kind":"hello"')));
  expect(await askAtOnce()).toEqual(Array.from({ length: AT_ONCE }, () => 200));

  // Every connection of realtime is open, and asked for a transaction as soon as nobody answers it.
  for (const tab of tabs) tab.live();
  await sleep(1000);
  signalPostgres(server.pid, 'SIGSTOP');
  for (const tab of tabs) tab.live();
  const until = performance.now() + FROZEN;
  const meanwhile: Promise<unknown>[] = [];
  while (performance.now() < until) {
    meanwhile.push(askApplications(), askApplications());
    await sleep(500);
  }
  signalPostgres(server.pid, 'SIGCONT');
  await Promise.all(meanwhile);

  await eventually('every list is read again', async () => (await askAtOnce()).every((status) => status === 200), SOON);
  const fresh = await eventually('a new tab is let in', () => openTabSocket('tab-after-it'), SOON);
  await eventually('and greeted', async () => fresh.heard().includes('"kind":"hello"'), SOON);

  const reminder = randomUUID();
  await sql.insert('callbacks', [
    {
      id: reminder,
      origin: 'reminder',
      owner_id: company.ivan.id,
      client_id: company.georgi.id,
      phone_id: company.georgiPhone.id,
      department_id: company.sales.id,
      time_zone: 'Europe/Sofia',
      due_at: new Date(),
    },
  ]);
  await eventually('the reminder is on a screen that was open all the time', () => isTold(tabs[0], reminder), SOON);

  const callSid = await house.phones.callIn(GEORGI, SALES);
  const call = await eventually(
    'the call is written down to its end',
    async () => (await sql.query(`select id from calls where provider_call_id = $1 and state = 'ended'`, [callSid]))[0],
    90_000,
  );
  await eventually('and Ivan was told of it', () => isTold(tabs[0], String(call['id'])), SOON);
}, 300_000);
