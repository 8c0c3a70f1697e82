import type { Client } from '@ringbase/contracts';
import { appendAudit, findClient, listContacts, listPhones } from '@ringbase/database';
import { DomainError, openApplicationStatuses } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentClientSummary } from './present-client-summary.js';
import { presentPhone } from './present-phone.js';
import { showText } from './show-text.js';

/** The card of a client. That it was read is written before it is shown. Throws NOT_FOUND. */
export async function getClient(ctx: Context, { id }: { id: string }): Promise<Client> {
  return ctx.transaction(async (tx) => {
    const found = await findClient(tx, id, openApplicationStatuses);
    if (!found) throw new DomainError('NOT_FOUND', 'There is no such client');
    const phones = (await listPhones(tx, id)).map((phone) => presentPhone(ctx.actor, phone));
    const contacts = await listContacts(tx, id);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'client.read',
      objectKind: 'client',
      objectIds: [id],
      at: ctx.clock(),
    });
    return {
      ...presentClientSummary(ctx.actor, found),
      email: showText(ctx.actor, found.email),
      city: showText(ctx.actor, found.city),
      phones: phones.filter((phone) => phone.contactId === null),
      contacts: contacts.map((contact) => ({
        id: contact.id,
        name: showText(ctx.actor, contact.name),
        post: showText(ctx.actor, contact.post),
        phones: phones.filter((phone) => phone.contactId === contact.id),
      })),
    };
  });
}
