import { listUnfinishedRuns } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import type { ReconcileDeps } from './difference.js';
import { reconcile } from './reconcile.js';

/** Milliseconds: by then the job of a run has come to its end, or is lost. Should it still be at it, nothing is changed twice. */
const PATIENCE = 10 * 60_000;

/** Takes up runs that were asked for and whose job never ended them, be it lost with the queue or given up. Returns how many. */
export async function finishLostRuns(ctx: HouseContext, deps: ReconcileDeps): Promise<number> {
  const lost = await listUnfinishedRuns(ctx.house.db, new Date(ctx.clock().getTime() - PATIENCE));
  for (const { id, since, requestedBy } of lost) {
    ctx.log.warn({ event: 'reconciler.run-taken-up', runId: id });
    await reconcile(ctx, deps, { runId: id, since, requestedBy });
  }
  return lost.length;
}
