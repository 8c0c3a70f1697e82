import { listSilentCalls } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { closeGoneCall } from './close-gone-call.js';
import type { ReconcileDeps } from './difference.js';

/** Milliseconds without a word. Who has no list cannot be asked: no call of ours is longer, and whoever is on it must not be so for ever. */
const SILENCE = 4 * 3_600_000;
export type SilenceDeps = Pick<ReconcileDeps, 'defaultRegion'> & { telephony: Pick<ReconcileDeps['telephony'], 'provider'> };

/** As many in one look; the others in the next. */
const BATCH = 100;

/**
 * Calls of whoever has no list that we read (an exchange, a second phone company) are closed at the moment of the last that was heard of them when their end
 * was never told. Returns how many.
 */
export async function closeSilentCalls(ctx: HouseContext, deps: SilenceDeps): Promise<number> {
  const before = new Date(ctx.clock().getTime() - SILENCE);
  const silent = await listSilentCalls(ctx.house.db, { otherThan: deps.telephony.provider }, before, { after: null, limit: BATCH });
  for (const call of silent) {
    await closeGoneCall(ctx, deps, call);
    ctx.log.warn({ event: 'reconciler.call-silent', callId: call.id, provider: call.provider });
  }
  return silent.length;
}
