import type { Application } from '@ringbase/contracts';
import { appendAudit, findApplication, listPhones } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentApplication } from './present-application.js';

/** The card of an application. That it was read is written before it is shown. Throws NOT_FOUND. */
export async function getApplication(ctx: Context, { id }: { id: string }): Promise<Application> {
  return ctx.transaction(async (tx) => {
    const found = await findApplication(tx, id);
    if (!found) throw new DomainError('NOT_FOUND', 'There is no such application');
    const phones = await listPhones(tx, found.client.id);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'application.read',
      objectKind: 'application',
      objectIds: [id],
      at: ctx.clock(),
    });
    return presentApplication(ctx.actor, found, phones);
  });
}
