import type { Presence } from '@ringbase/contracts';
import { appendOutbox, findPresence } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { describePresence } from './describe-presence.js';
import { endOwnWrapUp } from './end-own-wrap-up.js';
import { presenceNews } from './presence-news.js';

/** I have done what follows my call. Throws CONFLICT while my department still wants to know what it came to. */
export async function finishWrapUp(ctx: Context): Promise<Presence> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.houseTransaction(async (tx) => {
    if (await endOwnWrapUp(tx, personId, now)) await appendOutbox(tx, await presenceNews(tx, [personId]));
    const presence = await findPresence(tx, personId);
    if (!presence) throw new DomainError('NOT_FOUND', 'There is no such person');
    return describePresence(presence, now);
  });
}
