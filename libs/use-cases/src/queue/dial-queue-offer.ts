import { claimNextQueueOffer, returnQueueOffer, saveQueueOfferDialled, takeDialTurn } from '@ringbase/database';
import { isDomainError } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { QueueDeps } from './queue-deps.js';

/** Milliseconds between two calls: as fast as the provider makes them. */
const PACE = 1_000;

/**
 * Dials the offer that has waited longest, if it is time for a call. Not repeatable, so it is claimed first: a telephone of which nobody knows whether it was
 * dialled asks at its address whether it is let in, and is told. Returns whether it dialled.
 */
export async function dialQueueOffer(ctx: HouseContext, { telephony, joinUrlsOf }: QueueDeps): Promise<boolean> {
  const now = ctx.clock();
  const offer = await ctx.houseTransaction(async (tx) =>
    (await takeDialTurn(tx, telephony.provider, now, PACE)) ? claimNextQueueOffer(tx, telephony.provider, now) : null,
  );
  if (offer === null) return false;
  const { callId, step, address, callerId } = offer;
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
