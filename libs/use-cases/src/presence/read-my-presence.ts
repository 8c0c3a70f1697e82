import type { Presence } from '@ringbase/contracts';
import type { Context } from '../context.js';
import { tellPresence } from './tell-presence.js';

/** What I am to my colleagues, and why no calls reach me. */
export async function readMyPresence(ctx: Context): Promise<Presence> {
  return ctx.transaction((tx) => tellPresence(ctx, tx, ctx.clock()));
}
