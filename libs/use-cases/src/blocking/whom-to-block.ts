import type { BlockCaller } from '@ringbase/contracts';
import { findCallerOfCall, findDepartment, listDepartmentRows, listRegions, type Tx } from '@ringbase/database';
import { type BlockedCallerKind, classifyCaller, coversNumber, DomainError, formatPhone, parsePrefix } from '@ringbase/domain';

export type WhomToBlock = { kind: BlockedCallerKind; e164: string | null; callId: string | null };

const prefixRefusals = {
  'not-a-prefix': 'A prefix begins with a plus and the country code, such as +359 88',
  'too-short': 'A prefix has a country code and at least two more digits: a shorter one would turn away half a country',
  'too-long': 'No number is as long as this prefix',
} as const;

/**
 * Whom a person means to block. Throws INVALID for what is no number or no prefix, and for what would stop our own numbers; NOT_FOUND for a call that
 * he may not see.
 */
export async function whomToBlock(tx: Tx, input: BlockCaller): Promise<WhomToBlock> {
  switch (input.kind) {
    case 'withheld':
      return { kind: 'withheld', e164: null, callId: null };
    case 'prefix': {
      const parsed = parsePrefix(input.prefix);
      if (parsed.kind === 'refused')
        throw new DomainError('INVALID', prefixRefusals[parsed.reason], { field: 'prefix', reason: parsed.reason });
      return spareOurOwn(tx, { kind: 'prefix', e164: parsed.e164, callId: null });
    }
    case 'number': {
      const caller = classifyCaller(input.number, await regionOf(tx, input.departmentId));
      if (caller.kind === 'withheld')
        throw new DomainError('INVALID', 'This stands for a withheld number: block withheld callers instead', {
          field: 'number',
          reason: 'withheld',
        });
      if (caller.kind === 'unroutable')
        throw new DomainError('INVALID', 'This is no telephone number', { field: 'number', reason: 'not-a-number' });
      return spareOurOwn(tx, { kind: 'number', e164: caller.e164, callId: null });
    }
    case 'call': {
      const caller = await findCallerOfCall(tx, input.callId);
      if (caller === null) throw new DomainError('NOT_FOUND', 'There is no such call');
      if (caller.e164 === null)
        throw new DomainError('INVALID', 'This caller has shown no number', { field: 'callId', reason: 'no-number' });
      return spareOurOwn(tx, { kind: 'number', e164: caller.e164, callId: input.callId });
    }
  }
}

/** The country that a number without one is read in; none, where departments differ and no one of them is meant. */
async function regionOf(tx: Tx, departmentId: string | null): Promise<string> {
  if (departmentId !== null) return (await findDepartment(tx, departmentId))?.region ?? 'ZZ';
  const regions = await listRegions(tx);
  return regions.length === 1 ? (regions[0] ?? 'ZZ') : 'ZZ';
}

async function spareOurOwn(tx: Tx, whom: WhomToBlock): Promise<WhomToBlock> {
  const ours = (await listDepartmentRows(tx)).flatMap((department) => department.numbers.map((number) => number.e164));
  const covered = ours.find((number) => coversNumber(whom, number));
  if (covered === undefined) return whom;
  const words = whom.kind === 'prefix' ? 'This prefix covers our own number' : 'This is our own number';
  throw new DomainError('INVALID', `${words} ${formatPhone(covered)}`, { field: whom.kind, reason: 'own-number' });
}
