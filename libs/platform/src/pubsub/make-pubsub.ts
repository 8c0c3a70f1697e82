import type { Log } from '../log/make-logger.js';
import { makePostgresPubSub } from './postgres-pubsub.js';
import type { PubSub } from './pubsub.js';

/** What news travels on. */
export type NewsWire = { kind: 'postgres'; connectionString: string } | { kind: 'redis'; url: string };

export interface PubSubOptions {
  wire: NewsWire;
  log: Log;
  /** Keeps installations, and tests, that share a wire apart. */
  namespace?: string;
}

/** Makes the news between processes. Connections are opened when they are first needed; Redis' driver is read where there is a Redis. */
export async function makePubSub({ wire, log, namespace = 'ringbase' }: PubSubOptions): Promise<PubSub> {
  switch (wire.kind) {
    case 'postgres':
      return makePostgresPubSub(wire.connectionString, namespace, log);
    case 'redis':
      return (await import('./redis-pubsub.js')).makeRedisPubSub(wire.url, namespace, log);
  }
}
