import type { Presence } from '@ringbase/contracts';
import { findPresence } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { describePresence } from './describe-presence.js';

/** What I am to my colleagues, and why no calls reach me. */
export async function readMyPresence(ctx: Context): Promise<Presence> {
  const presence = await ctx.transaction((tx) => findPresence(tx, ctx.actor.personId));
  if (!presence) throw new DomainError('NOT_FOUND', 'There is no such person');
  return describePresence(presence, ctx.clock());
}
