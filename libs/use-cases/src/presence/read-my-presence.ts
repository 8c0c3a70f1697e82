import type { Presence } from '@ringbase/contracts';
import type { Context } from '../context.js';
import { getPresence } from './get-presence.js';

/** What I am to my colleagues, and why no calls reach me. */
export async function readMyPresence(ctx: Context): Promise<Presence> {
  return ctx.transaction((tx) => getPresence(ctx, tx, ctx.clock()));
}
