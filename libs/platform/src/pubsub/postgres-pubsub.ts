import { withDeadline } from '../deadline/with-deadline.js';
import type { Log } from '../log/make-logger.js';
import { makePostgresListener, type PostgresListener } from './postgres-listener.js';
import { makePostgresNotifier } from './postgres-notifier.js';
import { checkMessage, makeListeners, type PubSub, SUBSCRIBE_MS } from './pubsub.js';

/**
 * News over LISTEN/NOTIFY. All channels of ours travel on one of PostgreSQL's, with their name before the message: a
 * process holds one listening connection whatever it listens to, and none until it does.
 */
export function makePostgresPubSub(connectionString: string, namespace: string, log: Log): PubSub {
  const wire = `${namespace}_news`;
  const listeners = makeListeners((error) => log.error({ event: 'news.listener-failed', err: error }));
  const notifier = makePostgresNotifier(connectionString, wire, log);
  let listener: PostgresListener | undefined;
  const hear = (payload: string) => {
    const end = payload.indexOf(' ');
    listeners.tell(payload.slice(0, end), payload.slice(end + 1));
  };

  return {
    async publish(channel, message) {
      checkMessage(channel, message);
      await notifier.notify(`${channel} ${message}`);
    },
    async subscribe(channel, heard) {
      checkMessage(channel, '');
      listeners.add(channel, heard);
      listener ??= makePostgresListener(connectionString, wire, hear, log);
      await withDeadline(listener.listening(), SUBSCRIBE_MS, 'PostgreSQL').catch(() => log.warn({ event: 'news.subscribed-without-wire' }));
      return async () => {
        listeners.remove(channel, heard);
      };
    },
    async check() {
      await (listener ? listener.check() : undefined);
    },
    async close() {
      await Promise.all([listener?.close(), notifier.close()]);
    },
  };
}
