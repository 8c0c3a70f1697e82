import { type CallSignal, DomainError, type SignalOf } from '@ringbase/domain';
import { z } from 'zod';
import { belongsTo, callStatus, type LegFacts, legOf, legParams, parseParams, seconds, type TwilioRequest } from './parse-params.js';
import { type CallStepUrl, parseStepUrl } from './urls.js';

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const rootParams = legParams.extend({ CallStatus: callStatus.optional() });
const dialParams = rootParams.extend({
  DialCallStatus: callStatus.optional(),
  DialCallSid: z.string().optional(),
  DialCallDuration: seconds,
  DialBridged: z.enum(['true', 'false']).optional(),
});
const recordParams = rootParams.extend({
  RecordingDuration: seconds,
  RecordingSid: z.string().optional(),
  RecordingUrl: z.string().optional(),
  Digits: z.string().optional(),
});
const errorUrl = z.object({ ErrorUrl: z.string().max(4096) });
const digits = z
  .string()
  .regex(/^[0-9*#wW]{0,32}$/)
  .default('');
const digitParams = legParams.extend({ Digits: digits });
const menuParams = rootParams.extend({ Digits: digits });

/** A caller phones in (`/twilio/voice`). */
export function parseInbound(request: TwilioRequest): SignalOf<'inbound'> {
  const facts = legOf(parseParams(legParams, request.params));
  return { kind: 'inbound', key: `inbound:${facts.leg.providerCallId}`, ...facts };
}

/**
 * The step of a call whose address failed, as path and query, when the provider asks at `/twilio/voice/fallback` instead; null: it is a caller phoning
 * in whose first address failed. Never throws.
 * Source: https://www.twilio.com/docs/usage/security/availability-reliability#fallback-urls (`ErrorUrl`; that the step's own results are missing is unverified)
 */
export function failedUrlOf(request: TwilioRequest, publicUrl: string): string | null {
  const asked = errorUrl.safeParse(request.params).data?.ErrorUrl;
  if (asked === undefined || !URL.canParse(asked)) return null;
  const { origin, pathname, search } = new URL(asked);
  return origin === new URL(publicUrl).origin && pathname === '/twilio/voice/step' ? pathname + search : null;
}

/** The provider asks for a call's next step (`/twilio/voice/step`). */
export function parseStep(request: TwilioRequest): CallSignal {
  const url = parseStepUrl(request.originalUrl);
  if (url.kind === 'dial') {
    const facts = legOf(parseParams(legParams, request.params));
    return { kind: 'dial-answered', key: `dial:${facts.leg.providerCallId}`, ...facts, intentId: url.intentId };
  }
  return parseCallStep(url, request.params);
}

function parseCallStep(url: CallStepUrl, params: unknown): CallSignal {
  const at = { step: url.step, plan: url.plan };
  const key = `step:${url.callId}:${url.step}:${url.kind}`;
  const checked = (facts: LegFacts) => belongsTo(facts, url);
  switch (url.kind) {
    case 'ring': {
      const dial = parseParams(dialParams, params);
      return {
        kind: 'ring-finished',
        key,
        ...checked(legOf(dial)),
        ...at,
        status: dial.DialCallStatus ?? null,
        legProviderCallId: sidIn(dial.DialCallSid, 'CA'),
        bridged: dial.DialBridged === undefined ? (url.again === undefined ? null : true) : dial.DialBridged === 'true',
        seconds: dial.DialCallDuration,
        callerGone: isOver(dial.CallStatus),
      };
    }
    case 'voicemail': {
      const record = parseParams(recordParams, params);
      return {
        kind: 'voicemail-left',
        key,
        ...checked(legOf(record)),
        ...at,
        seconds: record.RecordingDuration ?? 0,
        providerRecordingId: sidIn(record.RecordingSid, 'RE') ?? sidIn(record.RecordingUrl, 'RE'),
        callerGone: isOver(record.CallStatus) || record.Digits === 'hangup',
      };
    }
    case 'screen': {
      const facts = checked(screenedLeg(params, false));
      return { kind: 'screen', key: `${key}:${facts.leg.providerCallId}`, ...facts, ...at };
    }
    case 'screen-answer': {
      const facts = checked(screenedLeg(params, url.intentId !== null || url.attached === true));
      return {
        kind: 'screen-answer',
        key: `${key}:${facts.leg.providerCallId}`,
        ...facts,
        ...at,
        digits: parseParams(digitParams, params).Digits,
      };
    }
    case 'menu': {
      const pressed = parseParams(menuParams, params);
      return {
        kind: 'menu-answered',
        key,
        ...checked(legOf(pressed)),
        ...at,
        digits: pressed.Digits,
        callerGone: isOver(pressed.CallStatus),
      };
    }
    case 'join':
    case 'left': {
      const facts = checked(legOf(parseParams(legParams, params)));
      return { kind: url.kind, key: `${key}:${facts.leg.providerCallId}`, ...facts, ...at };
    }
    case 'continue':
      return { kind: 'continue', key, ...checked(legOf(parseParams(legParams, params))), ...at };
  }
}

/** A callee is screened on a leg of his own; a manager who clicked, or whom we called into a call, on a root leg: any other message cannot be one of ours. */
function screenedLeg(params: unknown, clicked: boolean): LegFacts {
  const facts = legOf(parseParams(legParams, params));
  if ((facts.leg.parentProviderCallId === null) !== clicked)
    throw new DomainError('INVALID', clicked ? 'The leg of a click has no parent.' : 'A screened leg has a parent.');
  return facts;
}

function isOver(status: string | undefined): boolean {
  return status !== undefined && over.has(status);
}

/** The id in a parameter or in a link; the link itself is never followed. */
function sidIn(text: string | undefined, prefix: 'CA' | 'RE'): string | null {
  const found = text === undefined ? null : new RegExp(`(?:^|/)(${prefix}[0-9a-f]{32})(?:[./?]|$)`).exec(text);
  return found?.[1] ?? null;
}
