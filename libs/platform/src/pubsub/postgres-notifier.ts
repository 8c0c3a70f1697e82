import { DomainError } from '@ringbase/domain';
import pg from 'pg';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { PUBLISH_MS } from './pubsub.js';

export interface PostgresNotifier {
  notify(payload: string): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  payload: string;
  resolve(): void;
  reject(error: unknown): void;
}

const BATCH = 500;

/**
 * Sends notifications on one connection of its own, all that came while the last ones were under way together in one
 * statement: each committed NOTIFY takes a lock over the whole server, so there must be few of them.
 */
export function makePostgresNotifier(connectionString: string, channel: string, log: Log): PostgresNotifier {
  let waiting: Waiting[] = [];
  let sending = false;
  let client: Promise<pg.Client> | undefined;

  const connect = (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString,
      application_name: 'ringbase-news',
      keepAlive: true,
      connectionTimeoutMillis: PUBLISH_MS,
    });
    const connected = fresh.connect().then(() => fresh);
    // A stuck one may tell of its end when another has long taken its place.
    const forget = () => {
      if (client === connected) client = undefined;
    };
    fresh.on('error', forget);
    fresh.on('end', forget);
    return connected;
  };
  const send = async (payloads: string[]): Promise<void> => {
    client ??= connect();
    await (await client).query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channel, payloads]);
  };
  const flush = async (): Promise<void> => {
    if (sending) return;
    sending = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        await withDeadline(send(batch.map(({ payload }) => payload)), PUBLISH_MS, 'PostgreSQL');
        for (const { resolve } of batch) resolve();
      } catch (error) {
        log.warn({ event: 'news.not-sent', count: batch.length, err: error });
        // A connection that was late may still be stuck: the next batch takes a fresh one.
        client?.then((stuck) => stuck.end()).catch(() => undefined);
        client = undefined;
        for (const { reject } of batch) reject(new DomainError('UNAVAILABLE', 'News cannot be told at the moment'));
      }
    }
    sending = false;
  };

  return {
    notify: (payload) =>
      new Promise((resolve, reject) => {
        waiting.push({ payload, resolve, reject });
        void flush();
      }),
    async close() {
      const last = await client?.catch(() => undefined);
      await last?.end().catch(() => undefined);
    },
  };
}
