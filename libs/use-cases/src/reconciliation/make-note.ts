import { saveDifference } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import type { Difference, Note } from './difference.js';

/** Keeps each difference of a run as a row; `count` tells how many were new. */
export function makeNote(ctx: HouseContext, run: { runId: string; provider: string }): { note: Note; count: () => number } {
  let found = 0;
  const note = async (difference: Difference) => {
    if (!(await saveDifference(ctx.house.db, { id: ctx.ids(), ...run, foundAt: ctx.clock(), ...difference }))) return;
    found += 1;
    ctx.log.warn({ event: 'reconciler.difference', ...difference });
  };
  return { note, count: () => found };
}
