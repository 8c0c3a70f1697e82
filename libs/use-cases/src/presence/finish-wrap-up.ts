import type { Presence } from '@ringbase/contracts';
import { appendOutbox } from '@ringbase/database';
import type { Context } from '../context.js';
import { endOwnWrapUp } from './end-own-wrap-up.js';
import { getPresence } from './get-presence.js';
import { presenceNews } from './presence-news.js';

/** I have done what follows my call. Throws CONFLICT while my department still wants to know what it came to. */
export async function finishWrapUp(ctx: Context): Promise<Presence> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.houseTransaction(async (tx) => {
    if (await endOwnWrapUp(tx, personId, now)) await appendOutbox(tx, await presenceNews(tx, [personId]));
    return getPresence(ctx, tx, now);
  });
}
