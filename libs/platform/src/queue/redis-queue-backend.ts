import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { CONSUMER_OPTIONS, type QueueBackend } from './queue-backend.js';

const FIRST_CONNECT_MS = 1_000;
const KEY_PREFIX = 'ringbase';

/**
 * BullMQ on Redis. Producers share a connection that fails at once when Redis is gone (a queue of commands would hang the
 * one who adds); consumers share one that waits for it for ever.
 */
export function makeRedisQueueBackend(url: string, log: Log): QueueBackend {
  const connect = (patient: boolean) => {
    const client = new Redis(url, {
      enableOfflineQueue: patient,
      autoResendUnfulfilledCommands: patient,
      maxRetriesPerRequest: patient ? null : 0,
      keepAlive: 10_000,
      retryStrategy: (times) => Math.min(times * 100, 1_000),
    });
    client.on('error', (error) => log.debug({ event: 'queue.connection-lost', err: error }));
    return client;
  };
  const producing = connect(false);
  let consuming: Redis | undefined;

  return {
    async reach() {
      if (producing.status === 'connecting' || producing.status === 'connect')
        await withDeadline(readiness(producing), FIRST_CONNECT_MS, 'Redis');
      await producing.ping();
    },
    makeProducer: (name) => new Queue(name, { connection: producing, prefix: KEY_PREFIX }),
    makeConsumer: (name, process, concurrency) => {
      consuming ??= connect(true);
      return new Worker(name, process, { connection: consuming, prefix: KEY_PREFIX, concurrency, ...CONSUMER_OPTIONS });
    },
    async close() {
      producing.disconnect();
      consuming?.disconnect();
    },
  };
}

function readiness(client: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    client.once('close', () => reject(new Error('Redis refused the connection')));
  });
}
