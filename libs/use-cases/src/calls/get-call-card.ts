import type { CallCard } from '@ringbase/contracts';
import { appendAudit } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { composeCallCard } from './compose-call-card.js';

/** The card of a call that rings at me, that I answered or may see anyway. That it was read is written first. Throws NOT_FOUND. */
export async function getCallCard(ctx: Context, { id }: { id: string }): Promise<CallCard> {
  return ctx.transaction(async (tx) => {
    const card = await composeCallCard(ctx, tx, id);
    if (!card) throw new DomainError('NOT_FOUND', 'There is no such call');
    const shown = [id, card.client?.id, card.applicationRef?.id].filter((each) => each !== undefined);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'call.card-read',
      objectKind: 'call',
      objectIds: shown,
      at: ctx.clock(),
    });
    return card;
  });
}
