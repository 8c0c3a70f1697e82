import type { Callback, CreateReminder } from '@ringbase/contracts';
import { appendAudit, appendOutbox, findReminderSubject, insertReminder, listDepartmentsOf, type Tx } from '@ringbase/database';
import { DomainError, isTimeZone } from '@ringbase/domain';
import type { Context } from '../context.js';
import { callbackNews } from './callback-news.js';
import { getCallback } from './get-callback.js';

/** Reminds me of an application or a client at a minute of my choosing. `timeZone` is the one I chose it in. */
export async function createReminder(ctx: Context, input: CreateReminder): Promise<Callback> {
  const now = ctx.clock();
  const dueAt = new Date(input.dueAt);
  if (dueAt <= now) throw new DomainError('INVALID', 'A reminder must be in the future', { field: 'dueAt' });
  if (!isTimeZone(input.timeZone)) throw new DomainError('INVALID', 'There is no such time zone', { field: 'timeZone' });
  const { applicationId, timeZone, note } = input;
  const { personId } = ctx.actor;
  const id = ctx.ids();
  return ctx.transaction(async (tx) => {
    const subject = await findReminderSubject(tx, input);
    if (!subject) throw new DomainError('NOT_FOUND', applicationId ? 'There is no such application' : 'There is no such client');
    const departmentId = subject.departmentId ?? (await ownDepartment(tx, personId));
    await insertReminder(tx, { id, ...subject, departmentId, applicationId, ownerId: personId, dueAt, timeZone, note });
    await appendAudit(tx, { id: ctx.ids(), actorId: personId, act: 'callback.created', objectKind: 'callback', objectIds: [id], at: now });
    await appendOutbox(tx, [await callbackNews(tx, { id, applicationId, departmentId, ownerIds: [personId] })]);
    return getCallback(ctx, tx, id);
  });
}

/** Where a reminder about a client goes if its owner leaves: to the curator of his own department. */
async function ownDepartment(tx: Tx, personId: string): Promise<string | null> {
  const departments = await listDepartmentsOf(tx, [personId]);
  return departments.get(personId)?.[0] ?? null;
}
