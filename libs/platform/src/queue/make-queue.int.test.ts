import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, describeWithRedis, type TestDatabase, waitUntil } from '@ringbase/testing';
import { z } from 'zod';
import { makeLogger } from '../log/make-logger.js';
import type { JobHandlers } from './job-catalogue.js';
import { makeQueue, type Queue } from './make-queue.js';
import { migrateQueue } from './migrate-queue.js';
import type { QueueStore } from './queue-backend.js';

const jobs = {
  'recordings.fetch': { payload: z.object({ recordingId: z.string() }), attempts: 3 },
  'recordings.erase': { payload: z.object({ recordingId: z.string(), reason: z.string().default('asked') }), attempts: 1 },
  'calls.dial': { payload: z.object({ intentId: z.string() }), attempts: 1 },
};
type Jobs = typeof jobs;

const lines: string[] = [];
const log = makeLogger({ service: 'test', level: 'debug', destination: { write: (line) => lines.push(line) } });
const none: JobHandlers<Jobs> = {
  'recordings.fetch': async () => undefined,
  'recordings.erase': async () => undefined,
  'calls.dial': async () => undefined,
};

/** What a queue promises, on whatever it stands. */
function describeQueue(openStore: () => Promise<QueueStore>) {
  let shared: QueueStore;
  const open: Queue<Jobs>[] = [];
  const make = async (store: QueueStore = shared, namespace = randomUUID()) => {
    const queue = await makeQueue({ store, jobs, log, namespace });
    open.push(queue);
    return queue;
  };

  beforeAll(async () => {
    shared = await openStore();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((queue) => queue.close()));
  });

  test('what is added is done once, by its own handler, with its payload checked', async () => {
    const queue = await make();
    const done: unknown[] = [];
    queue.work(
      {
        'recordings.fetch': async (payload, run) => done.push(['fetch', payload, run.attempt]),
        'recordings.erase': async (payload) => done.push(['erase', payload]),
        'calls.dial': async (payload) => done.push(['dial', payload]),
      },
      { concurrency: 2 },
    );
    await queue.add('recordings.fetch', { recordingId: 'r1' });
    await queue.add('recordings.erase', { recordingId: 'r2' });
    await queue.add('calls.dial', { intentId: 'i1' });
    await waitUntil(() => done.length === 3);
    expect(done).toEqual(
      expect.arrayContaining([
        ['fetch', { recordingId: 'r1' }, 1],
        ['erase', { recordingId: 'r2', reason: 'asked' }],
        ['dial', { intentId: 'i1' }],
      ]),
    );
    await waitUntil(async () => (await queue.counts()).active === 0);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  test('a payload that is not what the catalogue says is never added', async () => {
    const queue = await make();
    await expect(queue.add('calls.dial', { intent: 'i1' } as never)).rejects.toMatchObject({ code: 'INVALID' });
    expect((await queue.counts()).waiting).toBe(0);
  });

  test('what fails is tried again as often as declared, then kept as failed, without people’s data', async () => {
    const queue = await make();
    const attempts: number[] = [];
    queue.work(
      {
        ...none,
        'recordings.fetch': async (_, run) => {
          attempts.push(run.attempt);
          throw new Error('no sound for +359881234567');
        },
      },
      { concurrency: 1 },
    );
    await queue.add('recordings.fetch', { recordingId: 'r1' });
    await waitUntil(async () => (await queue.counts()).failed === 1);
    expect(attempts).toEqual([1, 2, 3]);
    expect(lines.join('')).toContain('no sound for +…67');
    expect(lines.join('')).not.toContain('359881234567');
  });

  test('work of a key that waits already is not added again; afterwards it may be', async () => {
    const queue = await make();
    const done: string[] = [];
    for (let i = 0; i < 3; i += 1) await queue.add('recordings.fetch', { recordingId: 'r1' }, { key: 'recording:1' });
    await queue.add('recordings.fetch', { recordingId: 'r2' }, { key: '2' });
    expect((await queue.counts()).waiting).toBe(2);
    queue.work({ ...none, 'recordings.fetch': async ({ recordingId }) => done.push(recordingId) }, { concurrency: 1 });
    await waitUntil(async () => done.length === 2 && (await queue.counts()).active === 0);
    await queue.add('recordings.fetch', { recordingId: 'r1' }, { key: 'recording:1' });
    await waitUntil(() => done.length === 3);
    expect(done.sort()).toEqual(['r1', 'r1', 'r2']);
  });

  test('work of a key that is running now runs once more afterwards', async () => {
    const queue = await make();
    let runs = 0;
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    queue.work(
      {
        ...none,
        'calls.dial': async () => {
          runs += 1;
          if (runs === 1) await finished;
        },
      },
      { concurrency: 5 },
    );
    await queue.add('calls.dial', { intentId: 'i1' }, { key: 'i1' });
    await waitUntil(() => runs === 1);
    await queue.add('calls.dial', { intentId: 'i1' }, { key: 'i1' });
    await queue.add('calls.dial', { intentId: 'i1' }, { key: 'i1' });
    await sleep(100);
    expect(runs).toBe(1);
    finish();
    await waitUntil(() => runs === 2);
    await sleep(100);
    expect(runs).toBe(2);
  });

  test('slow work of one noun does not hold up another’s', async () => {
    const queue = await make();
    let dialled = false;
    let finish: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    queue.work(
      {
        ...none,
        'recordings.fetch': () => slow,
        'calls.dial': async () => {
          dialled = true;
        },
      },
      { concurrency: 1 },
    );
    await queue.add('recordings.fetch', { recordingId: 'r1' });
    await queue.add('calls.dial', { intentId: 'i1' });
    await waitUntil(() => dialled);
    finish();
  });

  test('a process works only in the lanes it was given', async () => {
    const queue = await make();
    const done: string[] = [];
    queue.work(
      { ...none, 'recordings.fetch': async () => done.push('fetch'), 'calls.dial': async () => done.push('dial') },
      { concurrency: 1, lanes: ['calls'] },
    );
    await queue.add('recordings.fetch', { recordingId: 'r1' });
    await queue.add('calls.dial', { intentId: 'i1' });
    await waitUntil(() => done.length === 1);
    await sleep(100);
    expect(done).toEqual(['dial']);
    expect((await queue.counts()).waiting).toBe(1);
  });

  test('a missing handler does not compile', () => {
    type Accepted<H> = H extends JobHandlers<Jobs> ? 'compiles' : 'does not compile';
    const complete: Accepted<typeof none> = 'compiles';
    const incomplete: Accepted<Omit<typeof none, 'calls.dial'>> = 'does not compile';
    expect([complete, incomplete]).toEqual(['compiles', 'does not compile']);
  });

  test('many jobs are spread over two workers, none is lost, none is done twice', async () => {
    const namespace = randomUUID();
    const [one, other] = [await make(shared, namespace), await make(shared, namespace)];
    const done: string[] = [];
    const by = { one: 0, other: 0 };
    const handlers = (worker: 'one' | 'other') => ({
      ...none,
      'recordings.fetch': async ({ recordingId }: { recordingId: string }) => {
        by[worker] += 1;
        await sleep(2);
        done.push(recordingId);
      },
    });
    await Promise.all([one.work(handlers('one'), { concurrency: 4 }).ready(), other.work(handlers('other'), { concurrency: 4 }).ready()]);
    const all = Array.from({ length: 200 }, (_, n) => `r${n}`);
    for (const recordingId of all) await one.add('recordings.fetch', { recordingId });
    await waitUntil(() => done.length >= all.length);
    expect([...done].sort()).toEqual([...all].sort());
    expect(Math.min(by.one, by.other)).toBeGreaterThan(0);
  });

  test('a worker that stops finishes what it has begun and takes no more', async () => {
    const queue = await make();
    const done: string[] = [];
    const working = queue.work(
      {
        ...none,
        'recordings.fetch': async ({ recordingId }) => {
          await sleep(150);
          done.push(recordingId);
        },
      },
      { concurrency: 1 },
    );
    await working.ready();
    await queue.add('recordings.fetch', { recordingId: 'r1' });
    await waitUntil(async () => (await queue.counts()).active === 1);
    await queue.add('recordings.fetch', { recordingId: 'r2' });
    await working.stop();
    expect(done).toEqual(['r1']);
    expect((await queue.counts()).waiting).toBe(1);
  });

  test('all work can be removed', async () => {
    const queue = await make();
    await queue.add('recordings.fetch', { recordingId: 'r1' });
    await queue.add('calls.dial', { intentId: 'i1' });
    await queue.obliterate();
    expect((await queue.counts()).waiting).toBe(0);
  });
}

describe('the queue on PostgreSQL', () => {
  let database: TestDatabase;
  afterAll(() => database.drop());

  describeQueue(async () => {
    database = await createTestDatabase();
    await Promise.all([migrateQueue(database.url), migrateQueue(database.url)]);
    return { kind: 'postgres', connectionString: database.url };
  });
});

describeWithRedis('the queue on Redis', (url) => {
  describeQueue(async () => ({ kind: 'redis', url }));
});
