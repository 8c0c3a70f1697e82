import type { Job, JobsOptions } from 'bullmq';

/** Where queues live. */
export type QueueStore = { kind: 'postgres'; connectionString: string } | { kind: 'redis'; url: string };

/** What we use of BullMQ's Queue, whatever store it stands on. */
export interface Producer {
  add(name: string, payload: unknown, options: JobsOptions): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  obliterate(options: { force: boolean }): Promise<void>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What we use of BullMQ's Worker. */
export interface Consumer {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
  disconnect(): Promise<void>;
}

export type ProcessJob = (job: Pick<Job, 'id' | 'name' | 'data' | 'attemptsMade' | 'opts'>) => Promise<unknown>;

export interface QueueBackend {
  /** Resolves when the store can be used now, throws when it cannot. */
  reach(): Promise<void>;
  makeProducer(name: string): Producer;
  makeConsumer(name: string, process: ProcessJob, concurrency: number): Consumer;
  close(): Promise<void>;
}

// A killed worker's jobs are taken over within half a minute; a job that was interrupted by kills is not given up after the
// second one, as BullMQ would by itself; a store that was gone is looked for every second, a missed wake-up costs two.
export const CONSUMER_OPTIONS = { lockDuration: 20_000, stalledInterval: 10_000, maxStalledCount: 5, runRetryDelay: 1_000, drainDelay: 2 };
