import {
  appendAudit,
  appendChanges,
  appendOutbox,
  insertApplication,
  insertClient,
  insertPhone,
  listTypes,
  newsRow,
  settleEffect,
  type Tx,
} from '@ringbase/database';
import { unknownCallerName } from '@ringbase/domain';
import { applicationAudience } from '../applications/application-audience.js';
import { filePromises } from '../callbacks/file-promises.js';
import { type CallNow, writeAct } from '../calls/write-act.js';
import type { HouseContext } from '../context.js';
import { mustSettle } from './must-settle.js';
import type { DueEffectOf } from './script-effect-of.js';

/**
 * A call becomes an application by its script: of its client, else of a new one with its number, its intended person's or nobody's, the call filed to it; all in
 * one transaction, once. A call that has an application keeps it and nothing is created.
 */
export async function createApplicationOfScript(ctx: HouseContext, due: DueEffectOf<'create-application'>): Promise<void> {
  let created = false;
  const { call } = await writeAct(ctx, due.callId, (now, at) => {
    const made = now.call.departmentId === null || now.call.applicationId !== null ? null : plan(ctx, now, now.call.departmentId);
    created = made !== null;
    if (made === null) return { events: [] };
    const { applicationId, clientId } = made;
    return {
      events: [
        {
          key: `application-chosen:${due.effect.key}`,
          at,
          kind: 'application-chosen',
          body: { clientId, applicationId, personId: null },
        },
      ],
      alongside: async (tx) => {
        await mustSettle(tx, due);
        await write(ctx, tx, due, made, at);
      },
    };
  });
  if (!created) await settleEffect(ctx.house.db, due.id, call.departmentId === null ? 'no-department' : null);
}

type Plan = {
  applicationId: string;
  clientId: string;
  /** Null: he is known. */
  newClientName: string | null;
  callerE164: string | null;
  departmentId: string;
  ownerId: string | null;
};

function plan(ctx: HouseContext, { loaded, call }: CallNow, departmentId: string): Plan {
  const { facts } = loaded.context;
  // Somebody may have written the number down since the call came.
  const known = call.clientId ?? facts.clients[0]?.clientId ?? null;
  const intended = call.intendedPersonId === null ? undefined : facts.people[call.intendedPersonId];
  return {
    applicationId: ctx.ids(),
    clientId: known ?? ctx.ids(),
    newClientName: known === null ? unknownCallerName[facts.department?.language ?? 'en'] : null,
    callerE164: call.callerE164,
    departmentId,
    ownerId: intended === undefined || intended.dismissed ? null : intended.id,
  };
}

async function write(ctx: HouseContext, tx: Tx, due: DueEffectOf<'create-application'>, made: Plan, at: Date): Promise<void> {
  const { applicationId, clientId, departmentId, ownerId, callerE164 } = made;
  const { title, typeId } = due.effect;
  if (made.newClientName !== null) {
    await insertClient(tx, { id: clientId, kind: 'person', name: made.newClientName, ownerId });
    if (callerE164 !== null)
      await insertPhone(tx, { id: ctx.ids(), clientId, kind: 'other', raw: callerE164, e164: callerE164, extension: null });
  }
  const types = await listTypes(tx);
  await insertApplication(tx, {
    id: applicationId,
    title,
    clientId,
    departmentId,
    ownerId,
    typeId: types.some((type) => type.id === typeId) ? typeId : null,
    note: null,
    source: 'call-script',
    touchedAt: at,
  });
  await filePromises(tx, { callId: due.callId, callerE164, clientId, applicationId });
  await appendChanges(tx, [{ id: ctx.ids(), applicationId, actorId: null, field: 'created', from: null, to: title, at }]);
  await appendAudit(tx, {
    id: ctx.ids(),
    actorId: null,
    act: 'application.created',
    objectKind: 'application',
    objectIds: [applicationId],
    at,
  });
  const audience = await applicationAudience(tx, departmentId, [ownerId]);
  await appendOutbox(tx, [newsRow({ kind: 'changed', changes: [{ noun: 'application', id: applicationId, applicationId }] }, audience)]);
}
