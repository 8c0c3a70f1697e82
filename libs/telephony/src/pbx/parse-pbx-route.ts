import { DomainError, parsePhone, type SignalOf, toldText } from '@ringbase/domain';
import { callIdOf, legIdOf } from '../ids.js';

export const PBX = 'pbx';

/** Characters of a caller or a cause that are kept. */
export const LONGEST_WORD = 256;

/** A PBX asks who gets a call: `callId` is its own name of it, `dialled` and `caller` are numbers as it has them. */
export type PbxRouteRequest = { callId: string; dialled: string; caller: string };

/** Its own leg of a call, as far as a message names both sides; empty texts: it does not. */
export function callerLegOf(pbxCallId: string, sides: { from: string; to: string }) {
  return {
    provider: PBX,
    callId: callIdOf(PBX, pbxCallId),
    rootProviderCallId: pbxCallId,
    leg: {
      legId: legIdOf(PBX, pbxCallId),
      providerCallId: pbxCallId,
      parentProviderCallId: null,
      from: sides.from,
      to: sides.to,
      direction: 'inbound' as const,
    },
  };
}

/** The dialled number as our numbers are kept. `region` reads one without a country. Throws INVALID for what is no number. */
export function parseDialled(dialled: string, region: string): string {
  const parsed = parsePhone(dialled, region);
  if (parsed === null) throw new DomainError('INVALID', 'dialled: this is no telephone number.', { field: 'dialled' });
  return parsed.e164;
}

/** A caller phones in at a PBX. What it says of the caller is anybody's text and never refused. */
export function parsePbxRoute({ callId, dialled, caller }: PbxRouteRequest, region: string): SignalOf<'inbound'> {
  const base = callerLegOf(callId, { from: toldText(caller, LONGEST_WORD), to: parseDialled(dialled, region) });
  return { kind: 'inbound', key: `pbx:route:${base.callId}`, ...base };
}
