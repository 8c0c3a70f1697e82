import { findLastRegularRun, findOldestOpen, withReconcilerLock } from '@ringbase/database';
import { decideSince } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { ReconcileDeps } from './difference.js';
import { finishLostRuns } from './finish-lost-runs.js';
import { type ReconcileResult, reconcile } from './reconcile.js';

/** Milliseconds between two looks of our own. */
const EVERY = 5 * 60_000;

/** Looks at the provider if five minutes have passed since the last look, whichever replica took it, and ends the looks that were asked for and lost. Null: not yet, or another is at it. */
export async function reconcileIfDue(ctx: HouseContext, deps: ReconcileDeps): Promise<ReconcileResult | null> {
  if (!(await isDue(ctx))) return null;
  return withReconcilerLock(ctx.house, async () => {
    if (!(await isDue(ctx))) return null;
    const now = ctx.clock();
    const since = decideSince(
      { lastRunAt: await findLastRegularRun(ctx.house.db), oldestOpenAt: await findOldestOpen(ctx.house.db, deps.telephony.provider) },
      now,
    );
    const result = await reconcile(ctx, deps, { runId: ctx.ids(), since, requestedBy: null });
    await finishLostRuns(ctx, deps);
    return result;
  });
}

async function isDue(ctx: HouseContext): Promise<boolean> {
  const last = await findLastRegularRun(ctx.house.db);
  return last === null || ctx.clock().getTime() - last.getTime() >= EVERY;
}
