import { setTimeout as wait } from 'node:timers/promises';
import { type HouseContext, type ReconcileDeps, reconcile, reconcileIfDue, reconcileNightIfDue } from '@ringbase/use-cases';
import type { LoopDeclaration } from '../loop/start-loop.js';

/** Milliseconds: how often it is asked whether five minutes have passed. */
const EVERY = 10_000;

/** The look at the provider's lists, every five minutes and by one replica only. */
export function reconcilerLoop(ctx: HouseContext, deps: ReconcileDeps): LoopDeclaration {
  const round = async () => {
    await reconcileIfDue(ctx, deps);
    return 0;
  };
  return { name: 'reconciler', everyMs: EVERY, round };
}

/** Milliseconds: how often it is asked whether a night is due, and how long one step of it may take. */
const EVERY_NIGHT = 30_000;
const STEP_PATIENCE = 15 * 60_000;
/** Milliseconds between two pages of the provider's lists: a night's look is in no hurry. */
const BETWEEN_PAGES = 500;

/** The nightly look at the last week, a step a round: whichever replica comes first takes the next. */
export function nightlyLoop(ctx: HouseContext, deps: ReconcileDeps): LoopDeclaration {
  const pause = () => wait(BETWEEN_PAGES);
  const round = async () => {
    const done = await reconcileNightIfDue(ctx, { ...deps, pause });
    return done === null || done.finished ? 0 : 1;
  };
  return { name: 'nightly reconciler', everyMs: EVERY_NIGHT, patienceMs: STEP_PATIENCE, round };
}

/** A look that a director asked for. */
export async function runRequestedReconciliation(
  ctx: HouseContext,
  deps: ReconcileDeps,
  asked: { runId: string; since: string },
): Promise<void> {
  await reconcile(ctx, deps, { runId: asked.runId, since: new Date(asked.since), requestedBy: null });
}
