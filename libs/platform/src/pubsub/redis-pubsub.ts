import { DomainError } from '@ringbase/domain';
import { Redis } from 'ioredis';
import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { keepWatch } from './keep-watch.js';
import { checkMessage, makeListeners, PUBLISH_MS, type PubSub, RECONNECT_MS, SUBSCRIBE_MS } from './pubsub.js';

/** News over Redis: one connection to tell, which fails at once when Redis is gone, one to hear, which waits for it. */
export function makeRedisPubSub(url: string, namespace: string, log: Log): PubSub {
  const listeners = makeListeners((error) => log.error({ event: 'news.listener-failed', err: error }));
  const connect = (patient: boolean) => {
    const client = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: patient,
      autoResendUnfulfilledCommands: patient,
      maxRetriesPerRequest: patient ? null : 0,
      keepAlive: 10_000,
      retryStrategy: () => RECONNECT_MS,
    });
    client.on('error', (error) => log.debug({ event: 'news.connection-lost', err: error }));
    return client;
  };
  const telling = connect(false);
  const opened = makeOpener(telling);
  const hearing = connect(true);
  const prefix = `${namespace}:`;
  hearing.on('message', (channel, message) => listeners.tell(channel.slice(prefix.length), message));
  const stopWatch = keepWatch(
    async () => hearing.status === 'ready' && (await hearing.ping()),
    () => hearing.disconnect(true),
  );

  return {
    async publish(channel, message) {
      checkMessage(channel, message);
      try {
        await withDeadline(opened(), PUBLISH_MS, 'Redis');
        await withDeadline(telling.publish(prefix + channel, message), PUBLISH_MS, 'Redis');
      } catch (error) {
        log.warn({ event: 'news.not-sent', count: 1, err: error });
        throw new DomainError('UNAVAILABLE', 'News cannot be told at the moment');
      }
    },
    async subscribe(channel, heard) {
      checkMessage(channel, '');
      listeners.add(channel, heard);
      // A subscription asked for while Redis is away is sent when it is back; ioredis renews those it had.
      const subscribed = hearing.subscribe(prefix + channel);
      await withDeadline(subscribed, SUBSCRIBE_MS, 'Redis').catch(() => log.warn({ event: 'news.subscribed-without-wire' }));
      return async () => {
        if (listeners.remove(channel, heard) && hearing.status === 'ready') await hearing.unsubscribe(prefix + channel);
      };
    },
    async check() {
      await opened();
      await telling.ping();
    },
    async close() {
      stopWatch();
      telling.disconnect();
      hearing.disconnect();
    },
  };
}

/** Waits for a first connection under way, everybody together so that nobody overtakes; leaves a lost one to fail at once. */
function makeOpener(client: Redis): () => Promise<void> {
  let opening: Promise<void> | undefined;
  return async () => {
    if (client.status === 'wait') {
      opening = client.connect().finally(() => {
        opening = undefined;
      });
    }
    await opening;
  };
}
