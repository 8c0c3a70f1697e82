import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { jobs, newsChannel } from '@ringbase/contracts';
import { appendOutbox, newsRow, workRow } from '@ringbase/database';
import {
  makeIds,
  makeLogger,
  makeOutgoing,
  makePubSub,
  makeQueue,
  makeStorage,
  migrateQueue,
  type PubSub,
  type Queue,
} from '@ringbase/platform';
import { makeTwilioTelephony } from '@ringbase/telephony';
import {
  createTestDatabase,
  describeWithRedis,
  makeTestCompany,
  startTcpProxy,
  type TcpProxy,
  type TestCompany,
  type TestDatabase,
  waitUntil,
} from '@ringbase/testing';
import { makeHouseContext, makeOutboxBell } from '@ringbase/use-cases';
import { startWorkers, type Workers } from './start-workers.js';
import type { WorkerName } from './worker-name.js';

jest.setTimeout(60_000);

const log = makeLogger({ service: 'test', level: 'silent' });
const callId = '01890000-0000-7000-8000-000000000001';
const telephony = makeTwilioTelephony({
  accountSid: 'AC',
  authToken: 'none',
  apiKey: 'SK',
  apiSecret: 'none',
  apiBaseUrl: 'http://127.0.0.1:1',
});

let database: TestDatabase;
let company: TestCompany;
let bells: PubSub;
beforeAll(async () => {
  database = await createTestDatabase();
  company = await makeTestCompany(database.url);
  await migrateQueue(database.url);
  bells = await makePubSub({ wire: { kind: 'postgres', connectionString: database.url }, log, namespace: 'bells' });
});
afterAll(async () => {
  await bells?.close();
  await company?.close();
  await database?.drop();
});

type Wires = { queue: Queue<typeof jobs>; news: PubSub };
/** A wire that tests may cut and wipe. */
type Breakable = Wires & { proxy: TcpProxy; wipe(): Promise<void> };

/** What holds on either wire. */
function onWires(name: string, open: () => Promise<Wires | Breakable>, breakable = false) {
  describe(name, () => {
    let wires: Wires | Breakable;
    let workers: Workers | undefined;
    const heard: string[] = [];
    beforeAll(async () => {
      wires = await open();
      await wires.news.subscribe(newsChannel, (message) => void heard.push(message));
    });
    afterEach(async () => {
      await workers?.stop();
      workers = undefined;
      heard.length = 0;
      await company.query('truncate outbox, callbacks, news_versions');
    });
    afterAll(async () => {
      await Promise.all([wires?.queue.close(), wires?.news.close()]);
      if (breakable) await (wires as Breakable).proxy.stop();
    });
    const context = (bell?: () => void) =>
      makeHouseContext({
        house: company.worker,
        clock: () => company.time.now,
        ids: makeIds(() => new Date()),
        log,
        ...(bell ? { bell } : {}),
      });
    const start = async (picks: WorkerName[]) => {
      workers = await startWorkers({
        ctx: context(),
        queue: wires.queue,
        news: wires.news,
        bells,
        onTick: () => () => undefined,
        telephony,
        storage: makeStorage('file:///nonexistent'),
        outgoing: makeOutgoing({ origins: [] }),
        publicUrl: 'http://localhost',
        defaultRegion: 'BG',
        log,
        picks,
      });
    };
    const addClick = async (): Promise<string> => {
      const [id, phoneId, clientId] = [randomUUID(), randomUUID(), await company.addClient(null)];
      await company.query(`insert into phones (id, client_id, raw, e164) values ($1, $2, '0888 123 456', '+359888123456')`, [
        phoneId,
        clientId,
      ]);
      await company.query(
        `insert into dial_intents (id, key, person_id, phone_id, client_id, state, device_address, caller_id, requested_at)
         values ($1, $1, $2, $3, $4, 'waiting', 'sip:ivan@pbx.example', '+35924000001', $5)`,
        [id, company.people.ivan.id, phoneId, clientId, company.time.now],
      );
      return id;
    };
    const changed = newsRow({ kind: 'changed', changes: [{ noun: 'call', id: callId }] }, { people: [], departments: [] });
    const addReminder = () =>
      company.query(`insert into callbacks (id, origin, owner_id, due_at, time_zone) values ($1, 'reminder', $2, $3, 'UTC')`, [
        randomUUID(),
        company.people.ivan.id,
        company.time.now,
      ]);

    test('news written in a transaction is heard well before the relay would look by itself', async () => {
      await start(['relay']);
      await bells.publish('warm', 'up');
      await sleep(100);
      const began = performance.now();
      await context(makeOutboxBell(bells, log)).houseTransaction((tx) => appendOutbox(tx, [changed]));
      await waitUntil(() => heard.length > 0);
      expect(performance.now() - began).toBeLessThan(500);
      expect(JSON.parse(heard[0]!)).toEqual({
        people: [{ id: company.people.dora.id, version: 1 }],
        frame: { kind: 'changed', changes: [{ noun: 'call', id: callId }] },
      });
    });

    test('news written without a bell is heard within two seconds', async () => {
      await start(['relay']);
      await sleep(100);
      await appendOutbox(company.worker.db, [changed]);
      await waitUntil(() => heard.length > 0, 2_000);
    });

    test('a reminder that has come due is heard by its owner', async () => {
      await start(['relay', 'reminders']);
      await addReminder();
      await waitUntil(() => heard.some((message) => message.includes('callback-due')), 5_000);
      const due = heard.map((message) => JSON.parse(message)).find((message) => message.frame.kind === 'callback-due');
      expect(due.people.map((person: { id: string }) => person.id)).toEqual([company.people.ivan.id]);
    });

    test('work goes through the queue to whoever runs its lane', async () => {
      await start(['relay', 'dialling']);
      await appendOutbox(company.worker.db, [workRow('calls.dial', { intentId: callId }), workRow('calls.fly', {})]);
      await waitUntil(async () => (await company.query('select 1 from outbox where sent_at is null')).length === 0);
      await waitUntil(async () => (await wires.queue.counts()).waiting === 0);
      expect((await wires.queue.counts()).failed).toBe(0);
    });

    test('everything drains: after a storm the outbox and the queue are empty', async () => {
      await start(['relay', 'reminders', 'dialling']);
      await Promise.all(Array.from({ length: 50 }, addReminder));
      await appendOutbox(
        company.worker.db,
        Array.from({ length: 200 }, () => [changed, workRow('calls.dial', { intentId: randomUUID() })]).flat(),
      );
      await waitUntil(async () => (await company.query('select 1 from outbox where sent_at is null')).length === 0);
      await waitUntil(async () => (await company.query('select 1 from callbacks where fired_at is null')).length === 0);
      await waitUntil(async () => {
        const { waiting, active } = await wires.queue.counts();
        return waiting + active === 0;
      });
    });

    if (!breakable) return;

    test('with queue and pub/sub gone reminders fire in time, and are told when those are back', async () => {
      const { proxy } = wires as Breakable;
      await start(['relay', 'reminders']);
      await sleep(100);
      proxy.cut();
      await addReminder();
      await waitUntil(async () => (await company.query('select 1 from callbacks where fired_at is not null')).length > 0, 5_000);
      await waitUntil(
        async () => (await company.query('select 1 from news_versions where person_id = $1', [company.people.ivan.id])).length > 0,
        5_000,
      );
      expect(heard).toEqual([]);
      proxy.restore();
      await waitUntil(() => heard.some((message) => message.includes('callback-due')), 15_000);
    });

    test('wiped, it loses nothing: what was queued is found by its row, and what follows is heard', async () => {
      const { wipe } = wires as Breakable;
      await start(['relay']);
      const intentId = await addClick();
      await appendOutbox(company.worker.db, [workRow('calls.dial', { intentId })]);
      await waitUntil(async () => (await wires.queue.counts()).waiting === 1);
      await wipe();
      await workers?.stop();
      await start(['relay', 'reminders', 'dialling']);
      await addReminder();
      await waitUntil(() => heard.some((message) => message.includes('callback-due')), 10_000);
      await waitUntil(
        async () => (await company.query('select state from dial_intents where id = $1', [intentId]))[0]?.['state'] !== 'waiting',
      );
    });
  });
}

/** FLUSHALL, as an operator would type it. */
async function flush(redisUrl: string): Promise<void> {
  const { hostname, port } = new URL(redisUrl);
  const socket = connect(Number(port), hostname);
  socket.write('FLUSHALL\r\n');
  await once(socket, 'data');
  socket.destroy();
}

onWires('on PostgreSQL alone', async () => ({
  queue: await makeQueue({ store: { kind: 'postgres', connectionString: database.url }, jobs, log }),
  news: await makePubSub({ wire: { kind: 'postgres', connectionString: database.url }, log }),
}));

describeWithRedis('on a real Redis', (redisUrl) => {
  onWires(
    'behind a line that may be cut',
    async () => {
      const proxy = await startTcpProxy(redisUrl);
      const namespace = `test-${randomUUID().slice(0, 8)}`;
      return {
        proxy,
        wipe: () => flush(redisUrl),
        queue: await makeQueue({ store: { kind: 'redis', url: proxy.url }, jobs, log, namespace }),
        news: await makePubSub({ wire: { kind: 'redis', url: proxy.url }, log, namespace }),
      };
    },
    true,
  );
});
