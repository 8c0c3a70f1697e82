import { type Proof, proofReason } from '@ringbase/contracts';
import { listProofRows } from '@ringbase/database';
import { z } from 'zod';
import type { Context } from '../context.js';

const NIGHTS = 30;
const reasonsOf = z.array(proofReason);

/** The proofs of the last thirty nights, newest first. */
export async function listProofs(ctx: Context): Promise<Proof[]> {
  const rows = await ctx.transaction((tx) => listProofRows(tx, NIGHTS));
  return rows.map(({ runId: _, createdAt: __, since, until, computedAt, reasons, ...numbers }) => ({
    ...numbers,
    since: since.toISOString(),
    until: until.toISOString(),
    computedAt: computedAt.toISOString(),
    reasons: reasonsOf.parse(reasons),
  }));
}
