import type { TimelineEntry } from '@ringbase/contracts';
import { appendAudit, appendOutbox, findApplication, findPerson, insertComment, newsRow, touchApplication } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Context } from '../context.js';
import { applicationAudience } from './application-audience.js';

/** Writes a comment into an application's history. Throws NOT_FOUND. */
export async function addComment(ctx: Context, { id: applicationId, text }: { id: string; text: string }): Promise<TimelineEntry> {
  const at = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    const found = await findApplication(tx, applicationId);
    const me = await findPerson(tx, personId);
    if (!found || !me) throw new DomainError('NOT_FOUND', 'There is no such application');
    const id = ctx.ids();
    await insertComment(tx, { id, applicationId, authorId: personId, text, at });
    await touchApplication(tx, applicationId, at);
    const audience = await applicationAudience(tx, found.department.id, [found.application.ownerId]);
    await appendOutbox(tx, [newsRow({ kind: 'changed', changes: [{ noun: 'comment', id, applicationId }] }, audience)]);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'comment.added',
      objectKind: 'application',
      objectIds: [applicationId],
      at,
    });
    return { kind: 'comment', id, at: at.toISOString(), actor: { id: me.id, name: me.name }, text: showText(ctx.actor, text) };
  });
}
