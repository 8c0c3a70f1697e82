import { findBrowserIdentity } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

/** Under which name my browser's telephone registers. NOT_FOUND: I have none. */
export async function findSoftphoneIdentity(ctx: Context): Promise<string> {
  const identity = await ctx.transaction((tx) => findBrowserIdentity(tx, ctx.actor.personId));
  if (!identity) throw new DomainError('NOT_FOUND', 'You have no telephone in the browser');
  return identity;
}
