import type { CallCard } from '@ringbase/contracts';
import { appendAudit, listRingingCallIds } from '@ringbase/database';
import type { Context } from '../context.js';
import { composeCallCard } from './compose-call-card.js';

/** The cards of the calls that ring at me now, longest first. */
export async function listRingingCalls(ctx: Context): Promise<CallCard[]> {
  return ctx.transaction(async (tx) => {
    const cards: CallCard[] = [];
    for (const id of await listRingingCallIds(tx, ctx.actor.personId)) {
      const card = await composeCallCard(ctx, tx, id);
      if (card?.ringing) cards.push(card);
    }
    const shown = cards.flatMap((card) => [card.callId, card.client?.id, card.applicationRef?.id].filter((each) => each !== undefined));
    if (shown.length > 0)
      await appendAudit(tx, {
        id: ctx.ids(),
        actorId: ctx.actor.personId,
        act: 'call.card-read',
        objectKind: 'call',
        objectIds: shown,
        at: ctx.clock(),
      });
    return cards;
  });
}
