import {
  claimQueueOffer,
  findNextQueueOffer,
  listRoutePeople,
  type OpenQueueOffer,
  returnQueueOffer,
  saveQueueOfferDialled,
  takeDialTurn,
} from '@ringbase/database';
import { canTakeFromQueue, isDomainError } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { QueueDeps } from './queue-deps.js';
import { writeOfferOver } from './write-offer-over.js';

/** Milliseconds between two calls: as fast as the provider makes them. */
const PACE = 1_000;
/** As many as one look passes over because they need not ring any more. */
const MOST_PASSED = 20;

/**
 * Dials the offer that has waited longest, if it is time for a call: it may have waited for many others, so it is looked at again whether he can take the call
 * still. Not repeatable, so it is claimed first: a telephone of which nobody knows whether it was dialled asks at its address whether it is let in, and is
 * told. Returns whether it dialled.
 */
export async function dialQueueOffer(ctx: HouseContext, { telephony, joinUrlsOf }: QueueDeps): Promise<boolean> {
  for (let passed = 0; passed < MOST_PASSED; passed += 1) {
    const next = await nextToDial(ctx, telephony.provider);
    if (next === null) return false;
    const { offer } = next;
    const { callId, step, address, callerId } = offer;
    if (next.over) {
      await writeOfferOver(ctx, { id: offer.id, callId, inVain: offer.stays });
      continue;
    }
    try {
      const timeoutSeconds = Math.max(5, Math.ceil(offer.ringSeconds));
      const urls = joinUrlsOf({ callId, step, attached: true });
      const { providerCallId } = await telephony.createCall({ to: address, from: callerId, timeoutSeconds, ...urls });
      await saveQueueOfferDialled(ctx.house.db, offer.id, providerCallId);
      ctx.log.info({ event: 'queue.dialled', callId, step });
    } catch (error) {
      ctx.log.warn({ event: 'queue.not-dialled', callId, step, err: error });
      if (isDomainError(error) && error.code === 'TOO_MANY') await returnQueueOffer(ctx.house.db, offer.id);
    }
    return true;
  }
  return false;
}

/** The turn is used up by what is dialled alone. */
function nextToDial(ctx: HouseContext, provider: string): Promise<{ offer: OpenQueueOffer; over: boolean } | null> {
  const now = ctx.clock();
  return ctx.houseTransaction(async (tx) => {
    if (!(await takeDialTurn(tx, provider, now, PACE))) return null;
    const offer = await findNextQueueOffer(tx);
    if (offer === null) return null;
    const people = await listRoutePeople(tx, [offer.personId], now);
    if (!offer.stays || !canTakeFromQueue(people[offer.personId])) return { offer, over: true };
    await claimQueueOffer(tx, offer.id, provider, now);
    return { offer, over: false };
  });
}
