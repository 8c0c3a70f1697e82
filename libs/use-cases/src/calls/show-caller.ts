import { type CallDirection, classifyCaller, maskPhone } from '@ringbase/domain';
import type { Actor } from '../context.js';

export type OtherSide = {
  direction: CallDirection;
  callerRaw: string;
  callerE164: string | null;
  clientE164: string | null;
  dialled: string;
};

/** The other side's number as this viewer may see it: whole, masked, or the words `withheld`, `unknown`. What a provider says of a caller is never shown as it came. */
export function showCaller(viewer: Pick<Actor, 'seesNumbers'>, call: OtherSide): { shown: string; e164: string | null } {
  const e164 = call.direction === 'inbound' ? call.callerE164 : (call.clientE164 ?? call.dialled);
  if (e164 !== null) return viewer.seesNumbers ? { shown: e164, e164 } : { shown: maskPhone(e164), e164: null };
  return { shown: classifyCaller(call.callerRaw, 'ZZ').kind === 'withheld' ? 'withheld' : 'unknown', e164: null };
}
