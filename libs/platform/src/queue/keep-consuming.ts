import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import type { Consumer, ProcessJob, QueueBackend } from './queue-backend.js';

export interface Working {
  /** Resolves when every lane takes work. */
  ready(): Promise<void>;
  /** Takes no more work; lets what runs end for ten seconds, then leaves it to others. */
  stop(): Promise<void>;
}

interface Intention {
  backend: QueueBackend;
  log: Log;
  consumers: readonly { name: string; process: ProcessJob; concurrency: number }[];
}

const RETRY_MS = 1_000;
const READY_MS = 5_000;
const STOP_MS = 10_000;
const REACH_MS = 1_000;
const CUT_MS = 1_000;

/** Keeps consumers running. One that could not start is made anew: BullMQ remembers a failed start for ever. */
export function keepConsuming({ backend, log, consumers }: Intention): Working {
  const stopping = new AbortController();
  const running: Consumer[] = [];

  const start = async ({ name, process, concurrency }: Intention['consumers'][number]): Promise<void> => {
    while (!stopping.signal.aborted) {
      let consumer: Consumer | undefined;
      try {
        await backend.reach();
        consumer = backend.makeConsumer(name, process, concurrency);
        consumer.on('error', (error) => log.warn({ event: 'queue.worker-error', queue: name, err: error }));
        await withDeadline(consumer.waitUntilReady(), READY_MS, name);
        running.push(consumer);
        return;
      } catch (error) {
        log.warn({ event: 'queue.worker-waits', queue: name, err: error });
        await consumer?.close(true).catch(() => undefined);
        await sleep(RETRY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  };
  const started = Promise.all(consumers.map(start)).then(() => undefined);

  const stop = async () => {
    stopping.abort();
    await started;
    await Promise.all(running.map((consumer) => closeConsumer(consumer, backend, log)));
  };
  let stopped: Promise<void> | undefined;
  return {
    ready: () => started,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function closeConsumer(consumer: Consumer, backend: QueueBackend, log: Log): Promise<void> {
  try {
    // Without its store a consumer would wait for it to say good-bye.
    await withDeadline(backend.reach(), REACH_MS, 'The queue');
    await withDeadline(consumer.close(), STOP_MS, 'The worker');
  } catch (error) {
    // The lock of what still runs lapses, and another worker takes it over.
    log.warn({ event: 'queue.worker-cut', err: error });
    await Promise.allSettled([consumer.close(true), consumer.disconnect()].map((end) => withDeadline(end, CUT_MS, 'The worker')));
  }
}
