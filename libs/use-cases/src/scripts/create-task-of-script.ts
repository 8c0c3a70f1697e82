import { appendAudit, appendOutbox, findTaskSubject, insertTask } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { callbackNews } from '../callbacks/callback-news.js';
import type { HouseContext } from '../context.js';
import { mustSettle } from './must-settle.js';
import type { DueEffectOf } from './script-effect-of.js';

/** Sets somebody a task about a call, once: it is due so many minutes after its script wanted it, whenever it is written. */
export async function createTaskOfScript(ctx: HouseContext, due: DueEffectOf<'create-task'>): Promise<void> {
  const { note, dueInMinutes, ownerId } = due.effect;
  await ctx.houseTransaction(async (tx) => {
    await mustSettle(tx, due);
    const subject = await findTaskSubject(tx, due.callId);
    if (subject === null) throw new DomainError('NOT_FOUND', 'There is no such call.', { callId: due.callId });
    const id = ctx.ids();
    const dueAt = new Date(due.askedAt.getTime() + dueInMinutes * 60_000);
    await insertTask(tx, { ...subject, id, callId: due.callId, ownerId, dueAt, timeZone: subject.timeZone ?? 'UTC', note });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: null,
      act: 'callback.created',
      objectKind: 'callback',
      objectIds: [id],
      at: ctx.clock(),
    });
    await appendOutbox(tx, [await callbackNews(tx, { ...subject, id, ownerIds: [ownerId] })]);
  });
}
