import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, describeWithRedis, startTcpProxy, type TcpProxy, type TestDatabase, waitUntil } from '@ringbase/testing';
import { z } from 'zod';
import { makeLogger } from '../log/make-logger.js';
import { makeQueue, type Queue } from './make-queue.js';
import { migrateQueue } from './migrate-queue.js';
import type { QueueStore } from './queue-backend.js';

const jobs = {
  'recordings.fetch': { payload: z.object({ recordingId: z.string() }), attempts: 1 },
  'calls.dial': { payload: z.object({ intentId: z.string() }), attempts: 1 },
};
const log = makeLogger({ service: 'test', level: 'silent' });
const none = { 'recordings.fetch': async () => undefined, 'calls.dial': async () => undefined };

/** What a queue promises while its store is away, whatever the store. */
function describeAbsence(findAddress: () => Promise<string>, through: (url: string) => QueueStore) {
  let address: string;
  const open: Queue<typeof jobs>[] = [];
  const make = async (store: QueueStore, namespace: string = randomUUID()) => {
    const queue = await makeQueue({ store, jobs, log, namespace });
    open.push(queue);
    return queue;
  };

  beforeAll(async () => {
    address = await findAddress();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close()));
  });

  let proxy: TcpProxy;
  beforeEach(async () => {
    proxy = await startTcpProxy(address);
  });
  afterEach(() => proxy.stop());

  test('adding fails at once, and works again when it is back', async () => {
    const queue = await make(through(proxy.url));
    await queue.add('calls.dial', { intentId: 'i1' });
    proxy.cut();
    const began = Date.now();
    await expect(queue.add('calls.dial', { intentId: 'i2' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(queue.check()).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(2_500);
    proxy.restore();
    await waitUntil(async () => {
      try {
        await queue.add('calls.dial', { intentId: 'i3' });
        return true;
      } catch {
        return false;
      }
    });
    await queue.check();
  });

  test('a worker comes back by itself', async () => {
    const namespace = randomUUID();
    const [near, far] = [await make(through(address), namespace), await make(through(proxy.url), namespace)];
    const done: string[] = [];
    const working = far.work({ ...none, 'recordings.fetch': async ({ recordingId }) => done.push(recordingId) }, { concurrency: 1 });
    await working.ready();
    await near.add('recordings.fetch', { recordingId: 'r1' });
    // Cut in the midst of a job it would be locked until its lock lapses.
    await waitUntil(async () => done.length === 1 && (await near.counts()).active === 0);
    proxy.cut();
    await near.add('recordings.fetch', { recordingId: 'r2' });
    await sleep(300);
    expect(done).toEqual(['r1']);
    proxy.restore();
    await waitUntil(() => done.length === 2);
  });

  test('a process that starts without it waits for it', async () => {
    const namespace = randomUUID();
    proxy.cut();
    const [near, far] = [await make(through(address), namespace), await make(through(proxy.url), namespace)];
    const done: string[] = [];
    far.work({ ...none, 'calls.dial': async ({ intentId }) => done.push(intentId) }, { concurrency: 1 });
    await expect(far.add('calls.dial', { intentId: 'i1' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await near.add('calls.dial', { intentId: 'i2' });
    proxy.restore();
    await waitUntil(() => done.includes('i2'));
  });

  test('a process can still stop', async () => {
    const queue = await make(through(proxy.url));
    await queue.work(none, { concurrency: 1 }).ready();
    proxy.cut();
    const began = Date.now();
    await queue.close();
    open.splice(0);
    expect(Date.now() - began).toBeLessThan(12_000);
  });
}

describe('a queue whose PostgreSQL goes away', () => {
  let database: TestDatabase;
  afterAll(() => database.drop());

  describeAbsence(
    async () => {
      database = await createTestDatabase();
      await migrateQueue(database.url);
      return database.url;
    },
    (connectionString) => ({ kind: 'postgres', connectionString }),
  );
});

describeWithRedis('a queue whose Redis goes away', (redisUrl) => {
  describeAbsence(
    async () => redisUrl,
    (url) => ({ kind: 'redis', url }),
  );
});
