import { DomainError, type LegStatus, type SignalLeg, toldText } from '@ringbase/domain';
import { z } from 'zod';
import { callIdOf, legIdOf } from '../ids.js';

export const TWILIO = 'twilio';

/** A webhook after its signature was found good: the URL it came to and its form. */
export type TwilioRequest = { originalUrl: string; params: unknown };

export const callSid = z.string().regex(/^CA[0-9a-f]{32}$/);
export const conferenceSid = z.string().regex(/^CF[0-9a-f]{32}$/);
export const recordingSid = z.string().regex(/^RE[0-9a-f]{32}$/);

/** A party as the provider said it: attacker's text. What PostgreSQL refuses goes; nothing else is touched. */
const party = z
  .string()
  .transform((value) => toldText(value, 512))
  .default('');

const whole = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value <= max);

/** Seconds; what cannot be read as such (Twilio says -1 for none) is not known. */
export const seconds = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && /^\d{1,9}(\.\d+)?$/.test(value) ? Number(value) : null));
/** RFC 2822; what is no moment is not known. */
export const moment = z
  .unknown()
  .optional()
  .transform((value) => {
    const at = typeof value === 'string' ? new Date(value) : null;
    return at === null || Number.isNaN(at.getTime()) ? null : at;
  });
export const sequence = whole(1_000_000).optional();

/** Twilio's words for a leg: https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const statuses = {
  queued: 'queued',
  initiated: 'initiated',
  ringing: 'ringing',
  'in-progress': 'answered',
  answered: 'answered',
  completed: 'completed',
  busy: 'busy',
  failed: 'failed',
  'no-answer': 'no-answer',
  canceled: 'canceled',
} as const satisfies Record<string, LegStatus>;
export const callStatus = z.enum(Object.keys(statuses) as [keyof typeof statuses]).transform((word): LegStatus => statuses[word]);

export const legParams = z.object({
  CallSid: callSid,
  ParentCallSid: callSid.optional(),
  From: party,
  To: party,
  Direction: z.string().default('inbound'),
});

export type LegFacts = { provider: typeof TWILIO; callId: string; rootProviderCallId: string; leg: SignalLeg };

/** Whose call and which leg a message is about. A child leg's root is its parent: Dial nests one level deep. */
export function legOf(params: z.output<typeof legParams>): LegFacts {
  const root = params.ParentCallSid ?? params.CallSid;
  return {
    provider: TWILIO,
    callId: callIdOf(TWILIO, root),
    rootProviderCallId: root,
    leg: {
      legId: legIdOf(TWILIO, params.CallSid),
      providerCallId: params.CallSid,
      parentProviderCallId: params.ParentCallSid ?? null,
      from: params.From,
      to: params.To,
      direction: params.Direction.startsWith('outbound') ? 'outbound' : 'inbound',
    },
  };
}

/** Reads what the provider sent; parameters that we do not know are left alone, since new ones come without notice. */
export function parseParams<T extends z.ZodType>(shape: T, params: unknown): z.output<T> {
  const result = shape.safeParse(params);
  if (!result.success)
    throw new DomainError('INVALID', 'The provider’s message cannot be read.', {
      fields: result.error.issues.map((issue) => issue.path.join('.')),
    });
  return result.data;
}

/**
 * Whose a message is. A URL of ours names its call: a message of another call that comes to it is refused, unless the URL says that its leg is attached, a
 * call of its own at the provider that we made for the named one.
 */
export function belongsTo<F extends LegFacts>(facts: F, url: { callId: string | null; attached?: boolean }): F & { attached?: true } {
  const { callId } = url;
  if (callId === null || callId === facts.callId) return facts;
  if (url.attached && facts.leg.parentProviderCallId === null) return { ...facts, callId, attached: true };
  throw new DomainError('INVALID', 'This message belongs to another call.', { callId });
}

/** What is told of a conference as a whole, or of its recording, names no leg. */
export function ofNoLeg(callId: string): LegFacts & { attached: true } {
  const leg: SignalLeg = { legId: '', providerCallId: '', parentProviderCallId: null, from: '', to: '', direction: 'inbound' };
  return { provider: TWILIO, callId, rootProviderCallId: '', leg, attached: true };
}
