import { removeOldSignals } from '@ringbase/database';
import type { HouseContext } from '../context.js';

/** No provider repeats a message after this. */
const KEPT_MS = 30 * 24 * 3_600_000;
const BATCH = 5_000;

/** Removes claims of messages of ended calls after thirty days, a batch at a time; the calls' events stay. Returns how many. */
export async function sweepCallSignals(ctx: HouseContext): Promise<number> {
  return removeOldSignals(ctx.house.db, new Date(ctx.clock().getTime() - KEPT_MS), BATCH);
}
