import { listVersions } from '@ringbase/database';
import type { Context } from '../context.js';

/** My news version: higher than the one my console saw last means that it missed something. */
export async function readMyVersion(ctx: Context): Promise<number> {
  const { personId } = ctx.actor;
  const versions = await ctx.transaction((tx) => listVersions(tx, [personId]));
  return versions.get(personId) ?? 0;
}
