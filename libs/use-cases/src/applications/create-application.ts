import type { Application, CreateApplication } from '@ringbase/contracts';
import {
  appendAudit,
  appendChanges,
  appendOutbox,
  findApplication,
  findClient,
  findDepartment,
  findPerson,
  insertApplication,
  insertClient,
  insertPhone,
  listMemberships,
  listPhones,
  listTypes,
  newsRow,
  type Tx,
} from '@ringbase/database';
import { DomainError, decideCreation, openApplicationStatuses, parsePhone } from '@ringbase/domain';
import type { Context } from '../context.js';
import { applicationAudience } from './application-audience.js';
import { presentApplication } from './present-application.js';

/** Enters an application by hand, for a client that is there or a new one. Throws INVALID naming what does not exist; FORBIDDEN for a foreign department. */
export async function createApplication(ctx: Context, input: CreateApplication): Promise<Application> {
  if ((input.clientId === null) === (input.newClient === null))
    throw new DomainError('INVALID', 'Name a client or a new one, not both', { field: 'clientId' });
  const now = ctx.clock();
  return ctx.transaction(async (tx) => {
    const { personId } = ctx.actor;
    const department = await findDepartment(tx, input.departmentId);
    if (!department) throw new DomainError('INVALID', 'There is no such department', { field: 'departmentId' });
    const superiorId = (await findPerson(tx, personId))?.superiorId ?? null;
    const departments = await departmentsOf(tx, [personId, ...(superiorId === null ? [] : [superiorId])]);
    const decision = decideCreation({ ...ctx.actor, superiorId }, department.id, departments);
    if (decision.kind === 'refuse') throw new DomainError('FORBIDDEN', 'You do not work in this department', { field: 'departmentId' });
    if (input.typeId && !(await listTypes(tx)).some((type) => type.id === input.typeId))
      throw new DomainError('INVALID', 'There is no such type', { field: 'typeId' });
    const clientId = input.clientId ?? (await makeClient(ctx, tx, input.newClient, decision.ownerId));
    if (input.clientId && !(await findClient(tx, clientId, openApplicationStatuses)))
      throw new DomainError('INVALID', 'There is no such client', { field: 'clientId' });
    const id = ctx.ids();
    const { title, typeId, note } = input;
    await insertApplication(tx, {
      id,
      title,
      typeId,
      note,
      clientId,
      departmentId: department.id,
      ownerId: decision.ownerId,
      source: null,
      touchedAt: now,
    });
    // Only now is a new client of nobody's visible to who made him: through his application.
    if (input.newClient?.phone) await addPhone(ctx, tx, clientId, input.newClient.phone, department.region);
    await appendChanges(tx, [{ id: ctx.ids(), applicationId: id, actorId: personId, field: 'created', from: null, to: null, at: now }]);
    const audience = await applicationAudience(tx, department.id, [decision.ownerId]);
    await appendOutbox(tx, [newsRow({ kind: 'changed', changes: [{ noun: 'application', id, applicationId: id }] }, audience)]);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'application.created',
      objectKind: 'application',
      objectIds: [id],
      at: now,
    });
    const found = await findApplication(tx, id);
    if (!found) throw new DomainError('FORBIDDEN', 'You may not enter an application here');
    return presentApplication(ctx.actor, found, await listPhones(tx, clientId));
  });
}

async function departmentsOf(tx: Tx, people: readonly string[]): Promise<string[]> {
  return (await listMemberships(tx, people)).map((membership) => membership.department.id);
}

async function makeClient(ctx: Context, tx: Tx, wanted: CreateApplication['newClient'], ownerId: string | null): Promise<string> {
  const id = ctx.ids();
  if (wanted) await insertClient(tx, { id, kind: wanted.kind, name: wanted.name, ownerId });
  return id;
}

async function addPhone(ctx: Context, tx: Tx, clientId: string, raw: string, region: string): Promise<void> {
  const parsed = parsePhone(raw, region);
  await insertPhone(tx, { id: ctx.ids(), clientId, kind: 'other', raw, e164: parsed?.e164 ?? null, extension: parsed?.extension ?? null });
}
