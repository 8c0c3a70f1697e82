import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeLogger } from '@ringbase/platform';
import { attachRealtime, type Realtime } from '@ringbase/realtime';
import { createTestDatabase, makeTestCompany, type TestCompany, type TestDatabase, type TestPerson } from '@ringbase/testing';
import { type OpenSocket, openSocket } from './testing/open-socket.js';

const HOUR = 3_600_000;
const log = makeLogger({ service: 'test', level: 'silent' });

let database: TestDatabase;
let company: TestCompany;
const servers: Server[] = [];
const gateways: Realtime[] = [];
/** Moves business time and tells it, as the simulator's clock does. */
const listeners = new Set<() => void>();
const pass = (ms: number) => {
  company.time.pass(ms);
  for (const listener of listeners) listener();
};

beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
  for (const server of servers.splice(0)) server.close();
  await sleep(100);
  await company.query('truncate tabs, outbox, news_versions');
});
afterAll(async () => {
  await company?.close();
  await database?.drop();
});

/** A gateway that asks and pings as often as it is told to; left out, once an hour. */
async function start({ heartbeatMs = HOUR, pingMs = HOUR }: { heartbeatMs?: number; pingMs?: number } = {}): Promise<{
  gateway: Realtime;
  connect(person: TestPerson, more?: OpenSocket): ReturnType<typeof openSocket>;
}> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway = await attachRealtime(server, {
    app: company.app,
    news: { subscribe: async () => () => undefined },
    clock: () => company.time.now,
    onTick(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ids: () => crypto.randomUUID(),
    log,
    origins: [],
    bell: () => undefined,
    heartbeatMs,
    pingMs,
  });
  servers.push(server);
  gateways.push(gateway);
  const { port } = server.address() as { port: number };
  return {
    gateway,
    connect: async (person, more = {}) => openSocket(port, { token: await company.addSession(person), ...more }),
  };
}

const alive = (active: boolean, softphone: boolean) => JSON.stringify({ kind: 'alive', active, softphone });
const tabsOf = (person: TestPerson) =>
  company.query('select tab, softphone, active_at, expires_at from tabs where person_id = $1', [person.id]);
async function until<T>(read: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (let round = 0; ; round += 1) {
    const value = await read();
    if (fits(value)) return value;
    if (round > 100) throw new Error(`still ${JSON.stringify(value)}`);
    await sleep(30);
  }
}
const begun = (person: TestPerson) =>
  until(
    () => tabsOf(person),
    (tabs) => tabs.length === 1,
  );
const lasting = (person: TestPerson, ms: number) => {
  const end = company.time.now.getTime() + ms;
  return until(
    () => tabsOf(person),
    (tabs) => (tabs[0]?.['expires_at'] as Date | undefined)?.getTime() === end,
  );
};

test('a lease begins with the socket, learns of the telephone, and is renewed by the answer to each heartbeat', async () => {
  const { ivan } = company.people;
  const { connect } = await start({ heartbeatMs: 100 });
  const { ws, wait } = await connect(ivan);
  await wait('hello');
  expect(await begun(ivan)).toMatchObject([{ softphone: false }]);
  ws.send(alive(true, true));
  await until(
    () => tabsOf(ivan),
    (tabs) => tabs[0]?.['softphone'] === true,
  );
  const used = company.time.now;
  company.time.pass(30_000);
  ws.on('message', (data) => String(data).includes('heartbeat') && ws.send(alive(false, true)));
  expect(await lasting(ivan, 40_000)).toMatchObject([{ softphone: true, active_at: used }]);
  ws.close();
});

test('a page that is frozen keeps its socket, whose pings the browser answers for it, and loses its lease', async () => {
  const { ivan } = company.people;
  const { gateway, connect } = await start({ heartbeatMs: 100, pingMs: 50 });
  const { ws, wait, frames } = await connect(ivan);
  await wait('hello');
  const [lease] = await begun(ivan);
  company.time.pass(30_000);
  await sleep(800);
  expect(frames.filter((frame) => frame.kind === 'heartbeat').length).toBeGreaterThan(2);
  expect(gateway.size()).toBe(1);
  expect(await tabsOf(ivan)).toEqual([lease]);
  ws.close();
});

test('a socket that leaves two pings unanswered is let go, and its lease with it', async () => {
  const { ivan } = company.people;
  const { gateway, connect } = await start({ pingMs: 100 });
  const { wait, closed } = await connect(ivan, { mute: true });
  await wait('hello');
  await begun(ivan);
  expect((await closed).code).toBe(4408);
  await lasting(ivan, 5_000);
  expect(gateway.size()).toBe(0);
});

test('when business time jumps, who lives is asked at once, and as often by its measure as by ours', async () => {
  const { ivan } = company.people;
  const { connect } = await start({ heartbeatMs: 10_000 });
  const { ws, wait, frames } = await connect(ivan);
  await wait('hello');
  ws.on('message', (data) => String(data).includes('heartbeat') && ws.send(alive(false, true)));
  for (let step = 0; step < 39; step += 1) pass(250);
  await sleep(100);
  expect(frames.filter((frame) => frame.kind === 'heartbeat')).toHaveLength(0);
  pass(250);
  expect(await lasting(ivan, 40_000)).toMatchObject([{ softphone: true }]);
  pass(60_000);
  expect(await lasting(ivan, 40_000)).toMatchObject([{ softphone: true }]);
  expect(frames.filter((frame) => frame.kind === 'heartbeat')).toHaveLength(2);
  ws.close();
});

test('a lease ends soon after its socket', async () => {
  const { ivan } = company.people;
  const { connect } = await start();
  const { ws, wait } = await connect(ivan);
  await wait('hello');
  await begun(ivan);
  ws.close();
  await lasting(ivan, 5_000);
});

test('a lease stays as it is when this replica stops: the console comes back to another', async () => {
  const { mira } = company.people;
  const { gateway, connect } = await start();
  const { wait, closed } = await connect(mira);
  await wait('hello');
  const before = await begun(mira);
  await gateway.stop();
  expect((await closed).code).toBe(1012);
  await sleep(100);
  expect(await tabsOf(mira)).toEqual(before);
});
