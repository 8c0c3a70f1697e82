import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { keepWatch } from './keep-watch.js';
import { RECONNECT_MS } from './pubsub.js';

export interface PostgresListener {
  /** Resolves when notifications arrive, now or after the next reconnection. */
  listening(): Promise<void>;
  check(): Promise<void>;
  close(): Promise<void>;
}

const CONNECT_MS = 5_000;
const END_MS = 1_000;

/** Listens to one channel of PostgreSQL on a connection of its own, made anew whenever it is lost. */
export function makePostgresListener(
  connectionString: string,
  channel: string,
  hear: (payload: string) => void,
  log: Log,
): PostgresListener {
  const closing = new AbortController();
  let client: pg.Client | undefined;
  let announce: () => void = () => undefined;
  let listening = new Promise<void>((resolve) => {
    announce = resolve;
  });

  const hold = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString,
      application_name: 'ringbase-news',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    const lost = new Promise<void>((resolve) => {
      fresh.on('error', () => resolve());
      fresh.on('end', () => resolve());
    });
    fresh.on('notification', ({ payload = '' }) => hear(payload));
    let stopWatch: () => void = () => undefined;
    try {
      await fresh.connect();
      await withDeadline(fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`), CONNECT_MS, 'PostgreSQL');
      client = fresh;
      stopWatch = keepWatch(
        () => fresh.query('SELECT 1'),
        () => endAtOnce(fresh),
      );
      announce();
      await Promise.race([lost, aborted(closing.signal)]);
    } finally {
      stopWatch();
      if (client) {
        client = undefined;
        listening = new Promise((resolve) => {
          announce = resolve;
        });
      }
      await withDeadline(fresh.end(), END_MS, 'PostgreSQL').catch(() => endAtOnce(fresh));
    }
  };
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        await hold();
        if (!closing.signal.aborted) log.warn({ event: 'news.listener-lost' });
      } catch (error) {
        log.warn({ event: 'news.listener-waits', err: error });
      }
      await sleep(RECONNECT_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();

  return {
    listening: () => listening,
    async check() {
      if (!client) throw new Error('The listener is not connected');
      await client.query('SELECT 1');
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

// `end` says good-bye and waits for the answer a frozen server never gives.
function endAtOnce(client: pg.Client): void {
  const { connection } = client as pg.Client & { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
}
