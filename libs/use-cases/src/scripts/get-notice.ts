import type { Notice } from '@ringbase/contracts';
import { appendAudit, findNotice } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Context } from '../context.js';

/** What a call's script told this person; that he read it is written first. Throws NOT_FOUND, also for another's. */
export async function getNotice(ctx: Context, { id }: { id: string }): Promise<Notice> {
  return ctx.transaction(async (tx) => {
    const found = await findNotice(tx, id);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such notice');
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'notice.read',
      objectKind: 'notice',
      objectIds: [id, found.callId],
      at: ctx.clock(),
    });
    return { ...found, text: showText(ctx.actor, found.text) };
  });
}
