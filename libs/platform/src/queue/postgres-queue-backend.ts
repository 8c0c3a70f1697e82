import { createPostgresBackend, type PgPool, Queue, Worker } from 'bullmq';
import pg from 'pg';
import type { Log } from '../log/make-logger.js';
import { QUEUE_SCHEMA } from './migrate-queue.js';
import { CONSUMER_OPTIONS, type QueueBackend } from './queue-backend.js';

const CONNECT_MS = 2_000;
const WORKING_CONNECTIONS = 6;

/**
 * BullMQ on PostgreSQL. One pool for all lanes: every consumer keeps one of its connections to LISTEN on, so the pool has
 * room for one a lane and a few to work with.
 */
export function makePostgresQueueBackend(connectionString: string, lanes: number, log: Log): QueueBackend {
  const pool = new pg.Pool({
    connectionString,
    max: lanes + WORKING_CONNECTIONS,
    // BullMQ's statements name their tables without the schema.
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: 'ringbase-queue',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Each of BullMQ's objects listens for the pool's errors too.
  pool.setMaxListeners(0);
  pool.on('error', (error) => log.warn({ event: 'queue.connection-lost', err: error }));

  // BullMQ describes the pool it takes by an interface of its own, whose event signatures differ only on paper.
  const connection = pool as unknown as PgPool;
  return {
    async reach() {
      await pool.query('SELECT 1');
    },
    makeProducer: (name) => new Queue(name, { connection }, createPostgresBackend),
    makeConsumer: (name, process, concurrency) =>
      new Worker(name, process, { connection, concurrency, ...CONSUMER_OPTIONS }, createPostgresBackend),
    close: () => pool.end(),
  };
}
