import { type JobName, type jobs, type NewsMessage, newsChannel } from '@ringbase/contracts';
import type { PubSub, Queue } from '@ringbase/platform';
import { type HouseContext, type OutboxExits, relayOutbox } from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

export type RelayDeps = { ctx: HouseContext; queue: Pick<Queue<typeof jobs>, 'add'>; news: Pick<PubSub, 'publish'> };

/** The outbox's way out. It is woken by the writers' bell and looks by itself each second. */
export function relayLoop({ ctx, queue, news }: RelayDeps): LoopDeclaration {
  const exits: OutboxExits = {
    // The queue refuses names and payloads that the catalogue does not know.
    addWork: (name, payload, key) => queue.add(name as JobName, payload as never, { key }),
    publish: (message: NewsMessage) => news.publish(newsChannel, JSON.stringify(message)),
  };
  return { name: 'relay', everyMs: 1_000, round: () => relayOutbox(ctx, exits) };
}
