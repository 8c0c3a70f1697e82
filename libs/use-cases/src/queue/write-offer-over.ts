import { endQueueOffer, type OverOffer } from '@ringbase/database';
import { writeAct } from '../calls/write-act.js';
import type { HouseContext } from '../context.js';

/** Nobody is rung by this offer any more. */
export async function writeOfferOver(
  ctx: HouseContext,
  { id, callId, inVain }: Pick<OverOffer, 'id' | 'callId' | 'inVain'>,
): Promise<void> {
  await writeAct(ctx, callId, (_, at) => ({
    events: [{ key: `offer-over:${id}`, at, kind: 'offer-over', body: { offerId: id } }],
    alongside: (tx) => endQueueOffer(tx, id, at, inVain),
  }));
}
