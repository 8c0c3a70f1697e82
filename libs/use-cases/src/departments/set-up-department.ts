import { randomBytes } from 'node:crypto';
import {
  appendAudit,
  findDepartmentByName,
  findDevice,
  findDid,
  findPersonByEmail,
  hasAnybody,
  insertDepartment,
  insertDid,
  insertMember,
  insertPerson,
  lockCompany,
  saveMissingExtension,
  type Tx,
  transactionOfOwner,
} from '@ringbase/database';
import { type Device, DomainError, defaultScript, type ParsedPhone, type Role, type SpokenLanguage } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { hashPassword } from '../sessions/hash-password.js';

/** `devices` ring for him; a director without any stands beside the departments. */
export type NewColleague = { name: string; email: string; role: Exclude<Role, 'assistant'>; devices: readonly Omit<Device, 'id'>[] };

export type SetUpDepartment = {
  name: string;
  number: Pick<ParsedPhone, 'e164'> & { country: string };
  timeZone: string;
  language: SpokenLanguage;
  /** The department's own at the PBX; one that has another keeps it. */
  extension?: string | undefined;
  people: readonly NewColleague[];
};

/** What was added; who has no password was there before. */
export type SetUp = { department: 'added' | 'kept'; number: 'added' | 'kept'; people: (NewColleague & { password: string | null })[] };

/** There is no person yet who could act: whoever holds the owner's URL does. */
type OwnerContext = Pick<HouseContext, 'clock' | 'ids'> & { databaseUrl: string };

/**
 * Adds a department, its number and people, as far as they are not there; what is there stays as it is. A department is known by its name, a
 * person by his mail address. All or nothing. CONFLICT: a number, a telephone or an address is somebody else's; INVALID: nobody could sign in.
 */
export async function setUpDepartment(ctx: OwnerContext, input: SetUpDepartment): Promise<SetUp> {
  return transactionOfOwner(ctx.databaseUrl, async (tx) => {
    await lockCompany(tx);
    if (!(await hasAnybody(tx)) && !input.people.some(({ role }) => role === 'director'))
      throw new DomainError('INVALID', 'Nobody works here yet: the first one must be a director');
    const found = await findDepartmentByName(tx, input.name);
    const departmentId = found?.id ?? (await addDepartment(ctx, tx, input));
    if (found && input.extension !== undefined && (await saveMissingExtension(tx, found.id, input.extension)))
      await account(ctx, tx, 'department.extension-added', 'department', found.id);
    const number = await addNumber(ctx, tx, departmentId, input);
    const people: SetUp['people'] = [];
    for (const person of input.people) people.push({ ...person, password: await hire(ctx, tx, departmentId, person, input) });
    return { department: found ? 'kept' : 'added', number, people };
  });
}

async function addDepartment(ctx: OwnerContext, tx: Tx, { name, number, timeZone, language, extension }: SetUpDepartment): Promise<string> {
  const id = ctx.ids();
  await insertDepartment(tx, {
    id,
    name,
    timeZone,
    region: number.country,
    language,
    extension,
    scriptId: ctx.ids(),
    graph: defaultScript,
  });
  await account(ctx, tx, 'department.added', 'department', id);
  return id;
}

async function addNumber(
  ctx: OwnerContext,
  tx: Tx,
  departmentId: string,
  { name, number: { e164, country } }: SetUpDepartment,
): Promise<SetUp['number']> {
  const known = await findDid(tx, e164);
  if (known?.departmentId === departmentId) return 'kept';
  if (known) throw new DomainError('CONFLICT', `${e164} is the number of ${known.department}`);
  const id = ctx.ids();
  await insertDid(tx, { id, e164, departmentId, label: name, country });
  await account(ctx, tx, 'number.added', 'number', id);
  return 'added';
}

/** His password, told this once; null when he works here already. */
async function hire(
  ctx: OwnerContext,
  tx: Tx,
  departmentId: string,
  { name, email, role, devices }: NewColleague,
  { timeZone, language }: SetUpDepartment,
): Promise<string | null> {
  const known = await findPersonByEmail(tx, email);
  if (known?.dismissedAt) throw new DomainError('CONFLICT', `${email} belongs to somebody who no longer works here`);
  if (known && known.role !== role) throw new DomainError('CONFLICT', `${email} works here already, as ${known.role}`);
  if (known) return null;
  for (const { address } of devices)
    if (await findDevice(tx, address)) throw new DomainError('CONFLICT', `${address} is the telephone of somebody else`);
  const id = ctx.ids();
  const password = randomBytes(12).toString('base64url');
  await insertPerson(tx, {
    id,
    name,
    email,
    passwordHash: await hashPassword(password),
    role,
    locale: language,
    timeZone,
    devices: devices.map((device) => ({ ...device, id: ctx.ids() })),
    since: ctx.clock(),
  });
  if (role !== 'director' || devices.length > 0) await insertMember(tx, { departmentId, personId: id, inRingGroup: role !== 'curator' });
  await account(ctx, tx, 'person.added', 'person', id);
  return password;
}

async function account(ctx: OwnerContext, tx: Tx, act: string, objectKind: string, id: string): Promise<void> {
  await appendAudit(tx, { id: ctx.ids(), actorId: null, act, objectKind, objectIds: [id], at: ctx.clock() });
}
