import { joinUrlsOf, type Telephony, waitUrlOf } from '@ringbase/telephony';
import {
  dialQueueOffer,
  endQueueOffers,
  type HouseContext,
  moveWaitingCallers,
  offerWaitingCallers,
  type QueueDeps,
} from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds. A caller waits no longer than the provider's own pace of one call a second. */
const EVERY = 500;

type QueueLoopDeps = { telephony: Telephony; publicUrl: string; defaultRegion: string };

/** Callers who wait: each round of a loop looks at the rows anew, so any number of workers may serve the same queues. */
export function queueLoops(ctx: HouseContext, { telephony, publicUrl, defaultRegion }: QueueLoopDeps): LoopDeclaration[] {
  const deps: QueueDeps = {
    telephony,
    defaultRegion,
    joinUrlsOf: (at) => joinUrlsOf(publicUrl, at),
    waitUrlOf: (at) => waitUrlOf(publicUrl, at),
  };
  return [
    { name: 'queue-callers', everyMs: EVERY, round: () => moveWaitingCallers(ctx, deps) },
    { name: 'queue-ending', everyMs: EVERY, round: () => endQueueOffers(ctx, deps) },
    { name: 'queue-offers', everyMs: EVERY, round: () => offerWaitingCallers(ctx) },
    { name: 'queue-dialling', everyMs: EVERY, round: async () => Number(await dialQueueOffer(ctx, deps)) },
  ];
}
