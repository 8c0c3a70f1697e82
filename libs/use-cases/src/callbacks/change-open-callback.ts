import type { Callback } from '@ringbase/contracts';
import { appendAudit, appendOutbox, lockCallback, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { callbackNews } from './callback-news.js';
import { getCallback } from './get-callback.js';

/** Changes a promise that is still open, under one's own name; what is kept or dismissed stays so. */
export async function changeOpenCallback(ctx: Context, id: string, act: string, change: (tx: Tx) => Promise<void>): Promise<Callback> {
  return ctx.transaction(async (tx) => {
    const promise = await lockCallback(tx, id);
    if (!promise) throw new DomainError('NOT_FOUND', 'There is no such promise');
    if (promise.state !== 'open') throw new DomainError('ALREADY_KEPT', 'This promise is closed already', { state: promise.state });
    await change(tx);
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, act, objectKind: 'callback', objectIds: [id], at: ctx.clock() });
    await appendOutbox(tx, [await callbackNews(tx, { ...promise, ownerIds: [promise.ownerId, ctx.actor.personId] })]);
    return getCallback(ctx, tx, id);
  });
}
