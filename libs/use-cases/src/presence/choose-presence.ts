import type { ChoosePresence, Presence } from '@ringbase/contracts';
import { appendOutbox, saveChoice, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { endOwnWrapUp } from './end-own-wrap-up.js';
import { getPresence } from './get-presence.js';
import { presenceNews } from './presence-news.js';

/**
 * Sets my status, until a moment if I like. Being available has no end and ends a wrap-up: CONFLICT while my department still wants to know what the call came to.
 */
export async function choosePresence(ctx: Context, input: ChoosePresence): Promise<Presence> {
  const now = ctx.clock();
  const until = input.until === null || input.status === 'available' ? null : new Date(input.until);
  if (until && until <= now) throw new DomainError('INVALID', 'The end must be in the future', { field: 'until' });
  const { personId } = ctx.actor;
  const choose = async (tx: Tx): Promise<Presence> => {
    if (input.status === 'available') await endOwnWrapUp(tx, personId, now);
    await saveChoice(tx, personId, { status: input.status, reason: input.reason, until, at: now });
    await appendOutbox(tx, await presenceNews(tx, [personId]));
    return getPresence(ctx, tx, now);
  };
  // What ends with a wrap-up is the house's to write.
  return input.status === 'available' ? ctx.houseTransaction(choose) : ctx.transaction(choose);
}
