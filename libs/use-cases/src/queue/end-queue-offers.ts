import { endQueueOffer, listOffersToEnd, listRingingLegs, type OverOffer } from '@ringbase/database';
import { isDomainError } from '@ringbase/domain';
import { actOnCall } from '../calls/act-on-call.js';
import type { HouseContext } from '../context.js';
import { eachByItself } from './each-by-itself.js';
import type { QueueDeps } from './queue-deps.js';

const BATCH = 50;

/** Ends what need not ring any more: its time is over, another has taken the caller, or he has gone. Returns how many offers ended. */
export async function endQueueOffers(ctx: HouseContext, { telephony }: QueueDeps): Promise<number> {
  const over = await listOffersToEnd(ctx.house.db, ctx.clock(), BATCH);
  return eachByItself(ctx, 'queue.offer-not-ended', over, async (offer) => {
    const legs = await listRingingLegs(ctx.house.db, offer);
    await Promise.all(legs.map((providerCallId) => hangUp(telephony, providerCallId)));
    await writeOver(ctx, offer);
  });
}

async function hangUp(telephony: QueueDeps['telephony'], providerCallId: string): Promise<void> {
  try {
    await telephony.endCall(providerCallId);
  } catch (error) {
    // It has ended by itself.
    if (!isDomainError(error) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) throw error;
  }
}

async function writeOver(ctx: HouseContext, { id, callId, inVain }: OverOffer): Promise<void> {
  await actOnCall(ctx, callId, (_, at) => ({
    events: [{ key: `offer-over:${id}`, at, kind: 'offer-over', body: { offerId: id } }],
    alongside: (tx) => endQueueOffer(tx, id, at, inVain),
  }));
}
