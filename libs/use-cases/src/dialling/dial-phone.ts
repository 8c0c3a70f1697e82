import type { DialIntent } from '@ringbase/contracts';
import {
  appendAudit,
  appendOutbox,
  countDials,
  findDialApplication,
  findDialIntentByKey,
  findDialPhone,
  findPresence,
  hasOpenDial,
  insertDialIntent,
  isCallbackTo,
  listCompanyNumbers,
  listOwnDepartments,
  lockDialling,
  type Tx,
  workRow,
} from '@ringbase/database';
import {
  chooseCallerId,
  chooseDialDevice,
  type DialLimits,
  type DialRefusal,
  DomainError,
  decideDialAllowed,
  type ErrorCode,
  phoneTypeOf,
} from '@ringbase/domain';
import type { Context } from '../context.js';
import { dialNews } from './dial-news.js';
import { mustFindIntent } from './must-find-intent.js';
import { presentDialIntent } from './present-dial-intent.js';

export type DialPhone = { phoneId: string; applicationId: string | null; callbackId: string | null; key: string };
/** `allowedCountries` are allowed besides those of the company's own numbers. */
export type DialOptions = DialLimits;

const DAY = 24 * 60 * 60_000;
/** Milliseconds after which a click that was never settled holds a person's next one up no longer. */
const SETTLED = 60_000;

/**
 * One click to call: writes down that this telephone is to be dialled, once for all clicks with the same key. By its id, so that whoever may not see
 * numbers can call all the same. Refusals carry `details.reason`.
 */
export async function dialPhone(ctx: Context, input: DialPhone, options: DialOptions): Promise<DialIntent> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    await lockDialling(tx, personId);
    const known = await findDialIntentByKey(tx, personId, input.key);
    if (known) {
      if (known.phoneId !== input.phoneId)
        throw new DomainError('CONFLICT', 'This click has dialled another telephone', { reason: 'key-used' });
      return presentDialIntent(known);
    }
    const intent = await decideDial(tx, ctx, input, options, now);
    await insertDialIntent(tx, intent);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'call.dialled',
      objectKind: 'phone',
      objectIds: [input.phoneId],
      at: now,
    });
    await appendOutbox(tx, [workRow('calls.dial', { intentId: intent.id }), dialNews(intent)]);
    return presentDialIntent(await mustFindIntent(tx, intent.id));
  });
}

async function decideDial(tx: Tx, ctx: Context, input: DialPhone, options: DialOptions, now: Date) {
  const { personId } = ctx.actor;
  const phone = await findDialPhone(tx, input.phoneId);
  if (!phone) throw new DomainError('NOT_FOUND', 'There is no such telephone');
  const application = input.applicationId === null ? null : await findDialApplication(tx, input.applicationId, phone.clientId);
  if (input.applicationId !== null && !application) throw new DomainError('NOT_FOUND', 'There is no such application of this client');
  if (input.callbackId !== null && !(await isCallbackTo(tx, input.callbackId, phone)))
    throw new DomainError('NOT_FOUND', 'There is no such callback of this client');

  const numbers = await listCompanyNumbers(tx);
  const { type, country } = phone.e164 === null ? { type: 'other' as const, country: null } : phoneTypeOf(phone.e164);
  const refusal = decideDialAllowed(
    {
      e164: phone.e164,
      country,
      type,
      isOurs: numbers.some((number) => number.e164 === phone.e164),
      madeToday: await countDials(tx, personId, new Date(now.getTime() - DAY)),
    },
    { ...options, allowedCountries: [...options.allowedCountries, ...numbers.map((number) => number.country)] },
  );
  if (refusal !== null) throw refuse(refusal);

  const presence = await findPresence(tx, personId);
  const telephone = presence === null ? ({ kind: 'none', reason: 'no-device' } as const) : chooseDialDevice(presence, now);
  if (telephone.kind === 'none') throw new DomainError('CONFLICT', words[telephone.reason], { reason: telephone.reason });
  if (await hasOpenDial(tx, personId, new Date(now.getTime() - SETTLED)))
    throw new DomainError('CONFLICT', words.dialling, { reason: 'dialling' });
  const departments = [...(application ? [application.departmentId] : []), ...(await listOwnDepartments(tx, personId))];
  const callerId = chooseCallerId(numbers, departments, country) ?? numbers[0]?.e164;
  if (callerId === undefined) throw new DomainError('CONFLICT', 'The company has no number to call from', { reason: 'no-number' });

  const { device } = telephone;
  return {
    id: ctx.ids(),
    key: input.key,
    personId,
    phoneId: phone.id,
    clientId: phone.clientId,
    applicationId: input.applicationId,
    callbackId: input.callbackId,
    deviceAddress: device.kind === 'browser' ? `client:${device.address}` : device.address,
    callerId,
    requestedAt: now,
  };
}

const words = {
  'on-call': 'You are on a call',
  'no-device': 'None of your telephones can ring',
  dialling: 'Your last call is still being dialled',
} as const;

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
