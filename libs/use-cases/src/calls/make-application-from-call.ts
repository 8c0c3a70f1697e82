import {
  appendChanges,
  appendOutbox,
  findClient,
  findPerson,
  insertApplication,
  insertClient,
  insertPhone,
  newsRow,
} from '@ringbase/database';
import { DomainError, mayFileCall, openApplicationStatuses, ownerOfNew } from '@ringbase/domain';
import { filePromises } from '../callbacks/file-promises.js';
import type { Context } from '../context.js';
import { changeCall } from './change-call.js';
import { filerOf } from './filer-of.js';

export type MakeApplicationFromCall = { callId: string; title: string; clientName: string; clientId: string | null };

/**
 * A call of an unknown number becomes an application in one click, the number filled in (B3): client, number, application and the call's place in its history
 * in one transaction. Returns the application's id; the same call a second time gives the application that it has.
 */
export async function makeApplicationFromCall(ctx: Context, input: MakeApplicationFromCall): Promise<{ applicationId: string }> {
  const me = ctx.actor;
  const { person, known } = await ctx.transaction(async (tx) => ({
    person: await findPerson(tx, me.personId),
    known: input.clientId === null ? null : await findClient(tx, input.clientId, openApplicationStatuses),
  }));
  const filer = await filerOf(ctx, input.callId);
  const applicationId = ctx.ids();
  const newClientId = ctx.ids();
  const ownerId = ownerOfNew({ ...me, superiorId: person?.superiorId ?? null });
  const { call } = await changeCall(ctx, input.callId, 'call.application-made', ({ call: now }, at) => {
    if (!mayFileCall(now, filer)) throw new DomainError('FORBIDDEN', 'This is not your call.', { callId: input.callId });
    const { departmentId } = now;
    if (departmentId === null) throw new DomainError('INVALID', 'This call belongs to no department.', { callId: input.callId });
    if (now.applicationId !== null) return { events: [] };
    // The caller's own client, whoever may see him otherwise: it is his call. Any other must be one that the filer sees.
    if (input.clientId !== null && input.clientId !== now.clientId && (now.clientId !== null || known === null))
      throw new DomainError('NOT_FOUND', 'There is no such client.', { clientId: input.clientId });
    const clientId = now.clientId ?? input.clientId ?? newClientId;
    return {
      events: [
        {
          key: `application-chosen:${applicationId}`,
          at,
          kind: 'application-chosen',
          body: { clientId, applicationId, personId: me.personId },
        },
      ],
      alongside: async (tx) => {
        if (clientId === newClientId) await insertClient(tx, { id: clientId, kind: 'person', name: input.clientName, ownerId });
        if (now.callerE164 !== null && now.clientId !== clientId) {
          await insertPhone(tx, { id: ctx.ids(), clientId, kind: 'other', raw: now.callerE164, e164: now.callerE164, extension: null });
        }
        await insertApplication(tx, {
          id: applicationId,
          title: input.title,
          clientId,
          departmentId,
          ownerId,
          typeId: null,
          note: null,
          source: 'call',
          touchedAt: at,
        });
        await filePromises(tx, { callId: input.callId, callerE164: now.callerE164, clientId, applicationId });
        await appendChanges(tx, [
          { id: ctx.ids(), applicationId, actorId: me.personId, field: 'created', from: null, to: input.title, at },
        ]);
        await appendOutbox(tx, [
          newsRow(
            { kind: 'changed', changes: [{ noun: 'application', id: applicationId }] },
            { people: ownerId === null ? [] : [ownerId], departments: [departmentId] },
          ),
        ]);
      },
    };
  });
  return { applicationId: call.applicationId ?? applicationId };
}
