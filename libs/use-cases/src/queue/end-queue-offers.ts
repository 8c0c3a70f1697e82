import { listOffersToEnd, listOpenQueueOffers, listRingingLegs, listRoutePeople } from '@ringbase/database';
import { canTakeFromQueue } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { eachByItself } from './each-by-itself.js';
import { hangUp } from './hang-up.js';
import type { QueueDeps } from './queue-deps.js';
import { writeOfferOver } from './write-offer-over.js';

const BATCH = 50;
const MOST_OPEN = 500;

/**
 * Ends what need not ring any more: its time is over, another has taken the caller, he has gone, or whoever is rung has taken another call or begun his break.
 * Returns how many offers ended.
 */
export async function endQueueOffers(ctx: HouseContext, { telephony }: QueueDeps): Promise<number> {
  const now = ctx.clock();
  const { db } = ctx.house;
  const over = await listOffersToEnd(db, now, BATCH);
  const open = (await listOpenQueueOffers(db, MOST_OPEN)).filter(({ id }) => !over.some((one) => one.id === id));
  const people = await listRoutePeople(db, [...new Set(open.map(({ personId }) => personId))], now);
  const taken = open.filter(({ personId }) => !canTakeFromQueue(people[personId]));
  return eachByItself(ctx, 'queue.offer-not-ended', [...over, ...taken], async (offer) => {
    const legs = await listRingingLegs(db, offer);
    await Promise.all(legs.map((providerCallId) => hangUp(telephony, providerCallId)));
    await writeOfferOver(ctx, offer);
  });
}
