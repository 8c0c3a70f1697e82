import { listSilentCalls } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { closeGoneCall } from '../reconciliation/close-gone-call.js';
import type { ReconcileDeps } from '../reconciliation/difference.js';

/** Milliseconds without a word. A PBX has no list to be asked: no call of ours is longer, and whoever is on it must not be so for ever. */
const SILENCE = 4 * 3_600_000;
/** As many in one look; the others in the next. */
const BATCH = 100;

/** Calls of a PBX whose end it has never told are closed at the moment of the last that was heard of them. Returns how many. */
export async function closeSilentPbxCalls(ctx: HouseContext, deps: Pick<ReconcileDeps, 'defaultRegion'>): Promise<number> {
  const before = new Date(ctx.clock().getTime() - SILENCE);
  const silent = await listSilentCalls(ctx.house.db, 'pbx', before, { after: null, limit: BATCH });
  for (const call of silent) {
    await closeGoneCall(ctx, deps, call);
    ctx.log.warn({ event: 'pbx.call-silent', callId: call.id });
  }
  return silent.length;
}
