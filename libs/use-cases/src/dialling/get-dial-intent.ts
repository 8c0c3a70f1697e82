import type { DialIntent } from '@ringbase/contracts';
import type { Context } from '../context.js';
import { mustFindIntent } from './must-find-intent.js';
import { presentDialIntent } from './present-dial-intent.js';

/** What became of my click. Throws NOT_FOUND also for another's. */
export async function getDialIntent(ctx: Context, { id }: { id: string }): Promise<DialIntent> {
  return presentDialIntent(await ctx.transaction((tx) => mustFindIntent(tx, id)));
}
