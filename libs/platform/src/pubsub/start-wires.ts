import type { Lifecycle } from '../lifecycle/make-lifecycle.js';
import type { Log } from '../log/make-logger.js';
import { makePubSub } from './make-pubsub.js';
import type { PubSub } from './pubsub.js';

type WireOptions = { databaseUrl: string; redisUrl: string | undefined; log: Log };

/** The two that a service hears by: bells are PostgreSQL's own NOTIFY, since what they ring for is written there; news go by Redis where there is one. */
export async function startWires(
  lifecycle: Lifecycle,
  { databaseUrl, redisUrl, log }: WireOptions,
): Promise<{ bells: PubSub; news: PubSub }> {
  const bells = await lifecycle.start(
    'bells',
    () => makePubSub({ wire: { kind: 'postgres', connectionString: databaseUrl }, log }),
    (part) => part.close(),
  );
  if (redisUrl === undefined) return { bells, news: bells };
  const news = await lifecycle.start(
    'news',
    () => makePubSub({ wire: { kind: 'redis', url: redisUrl }, log }),
    (part) => part.close(),
  );
  return { bells, news };
}
