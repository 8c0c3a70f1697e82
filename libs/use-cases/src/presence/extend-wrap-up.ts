import type { Presence } from '@ringbase/contracts';
import { appendOutbox, lockWrapUp, saveWrapUpEnd } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { getPresence } from './get-presence.js';
import { presenceNews } from './presence-news.js';

/** Milliseconds: one more minute each time, ten in all. */
const MORE = 60_000;
const MOST = 10 * 60_000;

/** I need longer for what follows my call: a minute more, ten minutes in all. Throws CONFLICT when I wrap nothing up, or have had it all. */
export async function extendWrapUp(ctx: Context): Promise<Presence> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.houseTransaction(async (tx) => {
    const wrapUp = await lockWrapUp(tx, personId, now);
    if (wrapUp === null) throw new DomainError('CONFLICT', 'You have no call to wrap up.', { reason: 'no-wrap-up' });
    const until = new Date(Math.min(wrapUp.until.getTime() + MORE, wrapUp.since.getTime() + MOST));
    if (until <= wrapUp.until) throw new DomainError('CONFLICT', 'Ten minutes are the longest.', { reason: 'longest' });
    await saveWrapUpEnd(tx, personId, wrapUp.callId, until, now);
    await appendOutbox(tx, await presenceNews(tx, [personId]));
    return getPresence(ctx, tx, now);
  });
}
