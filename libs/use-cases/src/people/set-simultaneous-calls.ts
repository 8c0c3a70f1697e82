import { appendAudit, appendOutbox, saveSimultaneousCalls } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presenceNews } from '../presence/presence-news.js';

/** On how many calls a person can be at once, from his next one on. NOT_FOUND: nobody whom the actor leads. */
export async function setSimultaneousCalls(ctx: Context, input: { personId: string; simultaneousCalls: number }): Promise<void> {
  const { personId, simultaneousCalls } = input;
  await ctx.transaction(async (tx) => {
    if (!(await saveSimultaneousCalls(tx, personId, simultaneousCalls)))
      throw new DomainError('NOT_FOUND', 'There is nobody of that kind in your departments', { personId });
    const act = { act: 'person.simultaneous-calls-set', objectKind: 'person', objectIds: [personId] };
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at: ctx.clock() });
    await appendOutbox(tx, await presenceNews(tx, [personId]));
  });
}
