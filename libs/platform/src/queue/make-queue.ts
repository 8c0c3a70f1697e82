import { DomainError, isDomainError } from '@ringbase/domain';
import type { JobsOptions } from 'bullmq';
import type { z } from 'zod';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { type JobCatalogue, type JobHandlers, type JobName, type Lane, laneOf } from './job-catalogue.js';
import { keepConsuming, type Working } from './keep-consuming.js';
import { processJob } from './process-job.js';
import type { Producer, QueueBackend, QueueStore } from './queue-backend.js';

export interface QueueOptions<C extends JobCatalogue> {
  store: QueueStore;
  jobs: C;
  log: Log;
  /** Keeps installations, and tests, that share a store apart. */
  namespace?: string;
}

export interface WorkOptions<C extends JobCatalogue> {
  /** Jobs at a time, in each lane. */
  concurrency: number;
  /** Which lanes this process works in; all of them unless told otherwise. */
  lanes?: readonly Lane<C>[];
}

export interface JobCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

export interface Queue<C extends JobCatalogue> {
  /**
   * Adds work that is due now. With a `key`, work of that key already waiting is not added again, and work of that key
   * running now runs once more afterwards. Work may be done twice: handlers claim rows. Throws UNAVAILABLE within two
   * seconds when the store is gone, and then the work may still have been added.
   */
  add<N extends JobName<C>>(name: N, payload: z.input<C[N]['payload']>, options?: { key?: string }): Promise<void>;
  /** Works until stopped, through absences of the store. */
  work(handlers: JobHandlers<C>, options: WorkOptions<C>): Working;
  counts(): Promise<JobCounts>;
  /** Throws when the store cannot be reached: for readiness. */
  check(): Promise<void>;
  /** Removes all work, running or not. For tests. */
  obliterate(): Promise<void>;
  close(): Promise<void>;
}

const ADD_MS = 2_000;
const FIRST_PAUSE_MS = 1_000;

/** Makes the queue of a catalogue of jobs, one lane a noun, so that slow work of one never holds up another. */
export async function makeQueue<C extends JobCatalogue>({ store, jobs, log, namespace = 'ringbase' }: QueueOptions<C>): Promise<Queue<C>> {
  const lanes = [...new Set(Object.keys(jobs).map(laneOf))];
  const backend = await openStore(store, lanes.length, log);
  const nameOf = (lane: string) => `${namespace}-${lane}`;
  const producers = new Map<string, Promise<Producer>>();
  const workings = new Set<Working>();

  const producerOf = (lane: string): Promise<Producer> => {
    let producer = producers.get(lane);
    if (!producer) {
      producer = openProducer(backend, nameOf(lane), log);
      producers.set(lane, producer);
      // BullMQ remembers a failed start for ever; the next one who adds tries anew.
      producer.catch(() => producers.delete(lane));
    }
    return producer;
  };
  const everyProducer = () => Promise.all(lanes.map(producerOf));

  return {
    async add(name, payload, { key } = {}) {
      const declared = jobs[name];
      if (!declared) throw new DomainError('INVALID', `There is no job ${name}`);
      const checked = declared.payload.safeParse(payload);
      if (!checked.success) throw new DomainError('INVALID', `The payload of ${name} is not what the catalogue says`);
      try {
        const adding = producerOf(laneOf(name)).then((producer) => producer.add(name, payload, optionsOf(name, declared, key)));
        await withDeadline(adding, ADD_MS, 'The queue');
      } catch (error) {
        log.warn({ event: 'queue.add-failed', job: name, err: error });
        throw isDomainError(error) ? error : new DomainError('UNAVAILABLE', 'The queue cannot be reached');
      }
    },
    work(handlers, { concurrency, lanes: chosen }) {
      const working = keepConsuming({
        backend,
        log,
        consumers: lanes
          .filter((lane) => !chosen || (chosen as readonly string[]).includes(lane))
          .map((lane) => ({ name: nameOf(lane), concurrency, process: processJob(jobs, handlers, log) })),
      });
      workings.add(working);
      return working;
    },
    async counts() {
      const counts = await Promise.all((await everyProducer()).map((producer) => producer.getJobCounts()));
      const sum = (...states: string[]) => counts.flatMap((count) => states.map((state) => count[state] ?? 0)).reduce((a, b) => a + b, 0);
      return { waiting: sum('waiting', 'prioritized', 'paused'), active: sum('active'), delayed: sum('delayed'), failed: sum('failed') };
    },
    check: () => backend.reach(),
    async obliterate() {
      await Promise.all((await everyProducer()).map((producer) => producer.obliterate({ force: true })));
    },
    async close() {
      await Promise.all([...workings].map((working) => working.stop()));
      const opened = await Promise.allSettled(producers.values());
      await Promise.allSettled(opened.flatMap((producer) => (producer.status === 'fulfilled' ? [producer.value.close()] : [])));
      await backend.close();
    },
  };
}

/** BullMQ and its drivers are hundreds of modules: only who has a queue reads them, and those of his store alone. */
async function openStore(store: QueueStore, lanes: number, log: Log): Promise<QueueBackend> {
  switch (store.kind) {
    case 'postgres':
      return (await import('./postgres-queue-backend.js')).makePostgresQueueBackend(store.connectionString, lanes, log);
    case 'redis':
      return (await import('./redis-queue-backend.js')).makeRedisQueueBackend(store.url, log);
  }
}

async function openProducer(backend: QueueBackend, name: string, log: Log): Promise<Producer> {
  await backend.reach();
  const producer = backend.makeProducer(name);
  producer.on('error', (error) => log.debug({ event: 'queue.error', queue: name, err: error }));
  await producer.waitUntilReady();
  return producer;
}

function optionsOf(name: string, { attempts, backoff }: JobCatalogue[string], key: string | undefined): JobsOptions {
  return {
    attempts,
    ...(backoff ? { backoff: { type: backoff, delay: FIRST_PAUSE_MS } } : {}),
    ...(key === undefined ? {} : { deduplication: { id: `${name}/${key}`, keepLastIfActive: true } }),
    removeOnComplete: { age: 3_600, count: 1_000 },
    removeOnFail: { age: 7 * 86_400, count: 5_000 },
  };
}
