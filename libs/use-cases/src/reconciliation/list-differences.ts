import type { Difference, differenceQuery } from '@ringbase/contracts';
import { countDifferenceRows, type DifferenceFilter, listDifferenceRows } from '@ringbase/database';
import type { z } from 'zod';
import { readCursor } from '../applications/read-cursor.js';
import type { Context } from '../context.js';
import { presentDifference } from './present-difference.js';

const COUNTED = 1_000;

export type DifferenceList = { items: Difference[]; next: string | null; total: number | null };

/** Differences with the provider, newest first. `total` stands on the first page, up to 1,000. */
export async function listDifferences(ctx: Context, query: z.output<typeof differenceQuery>): Promise<DifferenceList> {
  const cursor = readCursor(query.cursor);
  const { state, kind, cause, limit } = query;
  const filter: DifferenceFilter = { ...(state && { state }), ...(kind && { kind }), ...(cause && { cause }) };
  return ctx.transaction(async (tx) => {
    const { items, next } = await listDifferenceRows(tx, filter, { cursor, limit });
    const total = cursor ? null : await countDifferenceRows(tx, filter, COUNTED);
    return { items: items.map(presentDifference), next, total };
  });
}
