import { findLastRegularRun, findOldestOpen, withReconcilerLock } from '@ringbase/database';
import { decideSince, recordingsOverdueBefore } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { ReconcileDeps } from './difference.js';
import { finishLostRuns } from './finish-lost-runs.js';
import { type ReconcileResult, reconcile } from './reconcile.js';

/** Milliseconds between two looks of our own. */
const EVERY = 5 * 60_000;
/** Milliseconds by which the clocks of two replicas may differ. */
const SKEW = 5_000;

/** Looks at the provider if five minutes have passed since the last look, whichever replica took it, and ends the looks that were asked for and lost. Null: not yet, or another is at it. */
export async function reconcileIfDue(ctx: HouseContext, deps: ReconcileDeps): Promise<ReconcileResult | null> {
  if (!(await isDue(ctx))) return null;
  return withReconcilerLock(ctx.house, async () => {
    if (!(await isDue(ctx))) return null;
    const now = ctx.clock();
    const oldestOpenAt = await findOldestOpen(ctx.house.db, deps.telephony.provider, recordingsOverdueBefore(now));
    const since = decideSince({ lastRunAt: await findLastLook(ctx, now), oldestOpenAt }, now);
    const result = await reconcile(ctx, deps, { runId: ctx.ids(), since, requestedBy: null });
    await finishLostRuns(ctx, deps);
    return result;
  });
}

async function isDue(ctx: HouseContext): Promise<boolean> {
  const now = ctx.clock();
  const last = await findLastLook(ctx, now);
  return last === null || now.getTime() - last.getTime() >= EVERY;
}

/** Looks that are still to come are of a clock that was set back: they neither put the next one off nor say where it is to begin. */
function findLastLook(ctx: HouseContext, now: Date): Promise<Date | null> {
  return findLastRegularRun(ctx.house.db, new Date(now.getTime() + SKEW));
}
