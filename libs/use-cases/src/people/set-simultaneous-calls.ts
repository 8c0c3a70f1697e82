import { appendAudit, appendOutbox, saveSimultaneousCalls } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presenceNews } from '../presence/presence-news.js';

/** On how many calls a person can be at once, from his next one on. NOT_FOUND: nobody whom the actor leads. FORBIDDEN: himself, unless nobody leads him. */
export async function setSimultaneousCalls(ctx: Context, input: { personId: string; simultaneousCalls: number }): Promise<void> {
  const { personId, simultaneousCalls } = input;
  if (personId === ctx.actor.personId && ctx.actor.role !== 'director')
    throw new DomainError('FORBIDDEN', 'Your own number of calls is set by who leads you', { personId });
  await ctx.transaction(async (tx) => {
    if (!(await saveSimultaneousCalls(tx, personId, simultaneousCalls)))
      throw new DomainError('NOT_FOUND', 'There is nobody of that kind in your departments', { personId });
    const act = { act: 'person.simultaneous-calls-set', objectKind: 'person', objectIds: [personId] };
    await appendAudit(tx, { id: ctx.ids(), actorId: ctx.actor.personId, ...act, at: ctx.clock() });
    await appendOutbox(tx, await presenceNews(tx, [personId]));
  });
}
