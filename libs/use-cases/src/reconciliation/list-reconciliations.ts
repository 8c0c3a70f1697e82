import type { Reconciliation } from '@ringbase/contracts';
import { listRuns } from '@ringbase/database';
import type { Context } from '../context.js';
import { presentRun } from './present-run.js';

const NEWEST = 50;

/** The newest comparisons with the provider and what each found. */
export async function listReconciliations(ctx: Context): Promise<Reconciliation[]> {
  const runs = await ctx.transaction((tx) => listRuns(tx, null, NEWEST));
  return runs.map(presentRun);
}
