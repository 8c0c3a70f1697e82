import { DomainError, type SignalLeg, toldText } from '@ringbase/domain';
import { z } from 'zod';
import { callIdOf, legIdOf } from '../ids.js';

export const TELNYX = 'telnyx';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** `v3:…` (a call control id), or a UUID: https://developers.telnyx.com/docs/voice/programmable-voice/texml-instruction-fetching */
export const callSid = z.string().regex(new RegExp(`^(?:v\\d{1,2}:[A-Za-z0-9_-]{8,200}|${uuid})$`));
/** https://developers.telnyx.com/api-reference/callbacks/texml-recording-completed */
export const recordingSid = z.string().regex(new RegExp(`^${uuid}$`));

/**
 * A party as the provider said it: attacker's text, cut, without what PostgreSQL refuses. A SIP address comes without its scheme and is kept with it, as
 * devices are. Source: https://developers.telnyx.com/api-reference/callbacks/texml-gather
 */
const party = z
  .string()
  .transform((value) => toldText(value, 500))
  .transform((value) => (/^[^\s:@]+@[^\s@]+$/.test(value) ? `sip:${value}` : value))
  .default('');

export const legParams = z.object({ CallSid: callSid, ParentCallSid: callSid.optional(), From: party, To: party });

export type TelnyxLeg = { provider: typeof TELNYX; callId: string; rootProviderCallId: string; leg: SignalLeg };

/**
 * Whose call and which leg a message is about. `root`: the call that our URL names. A message that names no parent is its child's, unless it is the root's own;
 * one that names another parent is refused. Direction is not told: a root leg phones in, since nobody is called through this provider.
 */
export function legOf(params: z.output<typeof legParams>, root: string | null): TelnyxLeg {
  const { CallSid, ParentCallSid, From, To } = params;
  if (root !== null && CallSid !== root && ParentCallSid !== undefined && ParentCallSid !== root)
    throw new DomainError('INVALID', 'This message belongs to another call.');
  const of = root ?? ParentCallSid ?? CallSid;
  const isRoot = CallSid === of;
  return {
    provider: TELNYX,
    callId: callIdOf(TELNYX, of),
    rootProviderCallId: of,
    leg: {
      legId: legIdOf(TELNYX, CallSid),
      providerCallId: CallSid,
      parentProviderCallId: isRoot ? null : of,
      from: From,
      to: To,
      direction: isRoot ? 'inbound' : 'outbound',
    },
  };
}
