import { type DifferenceRow, findOpenCall } from '@ringbase/database';
import { isOver, type RepairRefusal } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { closeGoneCall } from './close-gone-call.js';
import type { ReconcileDeps } from './difference.js';
import { tellCall } from './tell-call.js';

/** Writes down what the provider says of a call; one that is open here and unknown there is closed. Null when that is done. */
export async function settleCall(
  ctx: HouseContext,
  deps: ReconcileDeps,
  { providerId, callId }: DifferenceRow,
  plan: 'tell-call' | 'close-or-tell-call',
): Promise<RepairRefusal | null> {
  const told = await tellCall(ctx, deps, providerId);
  if (plan === 'tell-call') return told === null ? 'provider-does-not-know' : null;
  if (told !== null) return isOver(told.status) ? null : 'still-going-on-there';
  const open = callId === null ? null : await findOpenCall(ctx.house.db, callId);
  if (open !== null) await closeGoneCall(ctx, deps, open);
  return null;
}
