import {
  countDials,
  countInvitedNumbers,
  findDepartment,
  findPerson,
  findPresence,
  listCompanyNumbers,
  listPresence,
  listRingGroup,
  type Tx,
} from '@ringbase/database';
import {
  type AskedTarget,
  type AskMode,
  askTarget,
  type DialLimits,
  type DialRefusal,
  DomainError,
  decideDialAllowed,
  decideRoutable,
  type ErrorCode,
  parsePhone,
  phoneTypeOf,
  type RingTarget,
} from '@ringbase/domain';
import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

export type TransferTo =
  | { kind: 'person'; personId: string }
  | { kind: 'department'; departmentId: string }
  | { kind: 'number'; number: string };
export type TransferCall = ChangeCall & { mode: Exclude<AskMode, 'back'>; to: TransferTo };

/** Seconds. One telephone a second is rung, so a group is given longer. */
const RING_SECONDS = 25;
const GROUP_SECONDS = 35;
const MOST_AT_ONCE = 10;
const DAY = 24 * 60 * 60_000;

/**
 * Asks a colleague, a department or a number to come to the call: to speak with him first, to send the call on at once, or as a third. Numbers go by the
 * rules of dialling. Refusals carry `details.reason`.
 */
export async function transferCall(ctx: Context, { mode, to, ...input }: TransferCall, limits: DialLimits): Promise<void> {
  const now = ctx.clock();
  // Whose telephones ring is not for the asker to see: the house looks.
  const wanted = await ctx.houseTransaction((tx) => targetsOf(ctx, tx, to, input.callId, limits, now));
  const seconds = to.kind === 'department' ? GROUP_SECONDS : RING_SECONDS;
  await actOnCall(ctx, input, { kind: 'ask', mode, ...wanted, seconds });
}

type Wanted = { to: AskedTarget; targets: readonly RingTarget[] };

async function targetsOf(ctx: Context, tx: Tx, to: TransferTo, callId: string, limits: DialLimits, now: Date): Promise<Wanted> {
  switch (to.kind) {
    case 'person':
      return personTarget(ctx, tx, to.personId, callId, now);
    case 'department': {
      const department = await findDepartment(tx, to.departmentId);
      if (!department) throw new DomainError('NOT_FOUND', 'There is no such department');
      const group = (await listRingGroup(tx, department.id)).filter((id) => id !== ctx.actor.personId);
      const free = (await listPresence(tx, group)).filter((one) => decideRoutable(one, now).routable);
      const ordered = group.flatMap((id) => free.find((one) => one.personId === id) ?? []);
      const targets = ordered.flatMap((one) => {
        const found = askTarget(one, callId, now);
        return found.kind === 'target' && !found.target.screened ? [found.target] : [];
      });
      return { to: { kind: 'department', departmentId: department.id, name: department.name }, targets: targets.slice(0, MOST_AT_ONCE) };
    }
    case 'number':
      return numberTarget(ctx, tx, to.number, limits, now);
  }
}

async function personTarget(ctx: Context, tx: Tx, personId: string, callId: string, now: Date): Promise<Wanted> {
  if (personId === ctx.actor.personId) throw new DomainError('INVALID', 'You are on this call yourself', { reason: 'yourself' });
  const person = await findPerson(tx, personId);
  const presence = await findPresence(tx, personId);
  if (presence === null || person === null) throw new DomainError('NOT_FOUND', 'There is no such person');
  const found = askTarget(presence, callId, now);
  if (found.kind === 'none')
    throw new DomainError('CONFLICT', found.reason === 'on-call' ? 'He is on a call' : 'None of his telephones can ring', {
      reason: found.reason === 'on-call' ? 'person-on-call' : 'person-no-device',
    });
  return { to: { kind: 'person', personId, name: person.name }, targets: [found.target] };
}

async function numberTarget(ctx: Context, tx: Tx, number: string, limits: DialLimits, now: Date): Promise<Wanted> {
  const { personId } = ctx.actor;
  const numbers = await listCompanyNumbers(tx);
  const e164 = parsePhone(number, numbers[0]?.country ?? 'BG')?.e164 ?? null;
  const { type, country } = e164 === null ? { type: 'other' as const, country: null } : phoneTypeOf(e164);
  const since = new Date(now.getTime() - DAY);
  const madeToday = (await countDials(tx, personId, since)) + (await countInvitedNumbers(tx, personId, since));
  const refusal = decideDialAllowed(
    { e164, country, type, isOurs: numbers.some((one) => one.e164 === e164), madeToday },
    { ...limits, allowedCountries: [...limits.allowedCountries, ...numbers.map((one) => one.country)] },
  );
  if (refusal !== null || e164 === null) throw refuse(refusal ?? 'not-a-number');
  const target: RingTarget = { kind: 'client', address: e164, deviceId: null, personId: null, screened: false, parameters: {} };
  return { to: { kind: 'number', e164 }, targets: [target] };
}

const refusals: Readonly<Record<DialRefusal, readonly [ErrorCode, string]>> = {
  'not-a-number': ['INVALID', 'This is no number that can be dialled'],
  'own-number': ['INVALID', 'This number is the company’s own'],
  'premium-number': ['FORBIDDEN', 'Premium numbers are not dialled'],
  'short-number': ['FORBIDDEN', 'Short numbers are not dialled'],
  'country-not-allowed': ['FORBIDDEN', 'Calls to this country are not allowed'],
  'daily-cap': ['TOO_MANY', 'You have made as many calls as are allowed in a day'],
};

function refuse(reason: DialRefusal): DomainError {
  const [code, message] = refusals[reason];
  return new DomainError(code, message, { reason });
}
