import { removeSentOutbox } from '@ringbase/database';
import type { HouseContext } from '../context.js';

const KEPT_MS = 24 * 3_600_000;
const BATCH = 5_000;

/** Removes outbox rows that were sent more than a day ago, a batch at a time. Returns how many. */
export async function sweepOutbox(ctx: HouseContext): Promise<number> {
  return removeSentOutbox(ctx.house.db, new Date(ctx.clock().getTime() - KEPT_MS), BATCH);
}
