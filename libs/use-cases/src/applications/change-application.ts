import type { Application, ChangeApplication } from '@ringbase/contracts';
import {
  type ApplicationPatch,
  appendAudit,
  appendChanges,
  appendOutbox,
  type FoundApplication,
  findApplication,
  findPerson,
  listPhones,
  listTypes,
  newsRow,
  type Tx,
  updateApplication,
} from '@ringbase/database';
import { type ApplicationState, type ChangedField, DomainError, decideChange } from '@ringbase/domain';
import type { Context } from '../context.js';
import { applicationAudience } from './application-audience.js';
import { presentApplication } from './present-application.js';

const historyField = {
  status: 'status',
  ownerId: 'owner',
  important: 'important',
  title: 'title',
  typeId: 'type',
  amount: 'amount',
} as const;

/**
 * Changes an application that is still as its writer read it. Throws NOT_FOUND; CONFLICT with what is there now, in codes and ids; FORBIDDEN
 * for giving it to somebody without the right to; INVALID for an owner or type that does not exist.
 */
export async function changeApplication(ctx: Context, input: ChangeApplication & { id: string }): Promise<Application> {
  const { id, version, ...wish } = input;
  const now = ctx.clock();
  return ctx.transaction(async (tx) => {
    const found = await findApplication(tx, id);
    if (!found) throw new DomainError('NOT_FOUND', 'There is no such application');
    if (found.application.version !== version) throw conflict(found);
    const before = stateOf(found);
    const decision = decideChange(before, wish, ctx.actor.role);
    if (decision.kind === 'refuse')
      throw new DomainError('FORBIDDEN', 'Only a curator or the director assigns an application', { field: 'ownerId' });
    if (decision.fields.length > 0) {
      const after = { ...before, ...pick(wish, decision.fields) };
      const words = await wordsOf(tx, found, after, decision.fields);
      if (!(await updateApplication(tx, id, version, patchOf(after, decision.fields), now))) throw conflict(await reread(tx, id));
      const line = { applicationId: id, actorId: ctx.actor.personId, at: now };
      await appendChanges(
        tx,
        decision.fields.map((field) => ({ id: ctx.ids(), ...line, field: historyField[field], ...words(field) })),
      );
      const audience = await applicationAudience(tx, found.department.id, [before.ownerId, after.ownerId]);
      await appendOutbox(tx, [newsRow({ kind: 'changed', changes: [{ noun: 'application', id, applicationId: id }] }, audience)]);
      await appendAudit(tx, {
        id: ctx.ids(),
        actorId: ctx.actor.personId,
        act: decision.fields.includes('ownerId') ? 'application.assigned' : 'application.changed',
        objectKind: 'application',
        objectIds: [id],
        at: now,
      });
    }
    return presentApplication(ctx.actor, await reread(tx, id), await listPhones(tx, found.client.id));
  });
}

async function reread(tx: Tx, id: string): Promise<FoundApplication> {
  const found = await findApplication(tx, id);
  if (!found) throw new DomainError('NOT_FOUND', 'There is no such application');
  return found;
}

function stateOf({ application: row }: FoundApplication): ApplicationState {
  const { title, status, important, ownerId, typeId } = row;
  const amount = row.amountMinor === null || row.currency === null ? null : { minor: row.amountMinor, currency: row.currency };
  return { title, status, important, ownerId, typeId, amount };
}

function conflict(found: FoundApplication): DomainError {
  const { title: _, ...current } = stateOf(found);
  return new DomainError('CONFLICT', 'Somebody else has changed this application', { version: found.application.version, ...current });
}

function pick(wish: Partial<Record<ChangedField, unknown>>, fields: readonly ChangedField[]): Partial<ApplicationState> {
  return Object.fromEntries(fields.map((field) => [field, wish[field]]));
}

function patchOf(after: ApplicationState, fields: readonly ChangedField[]): ApplicationPatch {
  const { amount, ...plain } = after;
  const patch = pick(
    plain,
    fields.filter((field) => field !== 'amount'),
  ) as ApplicationPatch;
  // The currency stays when there is no amount: what is paid is told in it, too.
  if (!fields.includes('amount')) return patch;
  return amount ? { ...patch, amountMinor: amount.minor, currency: amount.currency } : { ...patch, amountMinor: null };
}

/** How history tells a field: names for people and types, codes for the rest. */
async function wordsOf(tx: Tx, found: FoundApplication, after: ApplicationState, fields: readonly ChangedField[]) {
  const before = stateOf(found);
  const owner = fields.includes('ownerId') && after.ownerId ? await findPerson(tx, after.ownerId) : null;
  if (fields.includes('ownerId') && after.ownerId && !owner)
    throw new DomainError('INVALID', 'There is no such person', { field: 'ownerId' });
  const type = fields.includes('typeId') ? (await listTypes(tx)).find((each) => each.id === after.typeId) : undefined;
  if (fields.includes('typeId') && after.typeId && !type) throw new DomainError('INVALID', 'There is no such type', { field: 'typeId' });
  return (field: ChangedField): { from: string | null; to: string | null } => {
    switch (field) {
      case 'ownerId':
        return { from: found.owner?.name ?? null, to: owner?.name ?? null };
      case 'typeId':
        return { from: found.type?.name ?? null, to: type?.name ?? null };
      case 'amount':
        return { from: amountWords(before.amount), to: amountWords(after.amount) };
      case 'title':
      case 'status':
      case 'important':
        return { from: String(before[field]), to: String(after[field]) };
    }
  };
}

function amountWords(amount: ApplicationState['amount']): string | null {
  return amount && `${(amount.minor / 100).toFixed(2)} ${amount.currency}`;
}
