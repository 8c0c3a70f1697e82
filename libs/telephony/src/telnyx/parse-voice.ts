import { type CallSignal, DomainError, type SignalOf } from '@ringbase/domain';
import { z } from 'zod';
import type { WebhookForm } from '../dialect.js';
import { callStatus, parseParams, seconds } from '../twilio/parse-params.js';
import { parseStepUrl } from '../twilio/urls.js';
import { callSid, legOf, legParams, recordingSid, type TelnyxLeg } from './parse-params.js';
import { rootIn } from './urls.js';

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const stepParams = legParams.extend({
  CallStatus: callStatus.optional(),
  Digits: z
    .string()
    .regex(/^[0-9*#]{0,128}$/)
    .default(''),
  DialCallStatus: callStatus.optional(),
  DialCallSid: callSid.optional(),
  DialCallDuration: seconds,
  DialBridged: z.enum(['true', 'false']).optional(),
  RecordingSid: recordingSid.optional(),
  RecordingDuration: seconds,
});

/**
 * A caller phones in (`/telnyx/voice`).
 * Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-instruction-fetching#request-parameters
 */
export function parseTelnyxInbound(form: WebhookForm): SignalOf<'inbound'> {
  const facts = legOf(parseParams(legParams, form.params), null);
  return { kind: 'inbound', key: `inbound:${facts.leg.providerCallId}`, ...facts };
}

/**
 * The provider asks for a call's next step (`/telnyx/voice/step`). Its parameters bear Twilio's names; that a Dial's `action` brings DialCallStatus and its
 * kin is *unverified* (the documentation shows them in the callback of a completed call), and DialBridged is not documented: without it what is known of the legs
 * tells whether both sides talked.
 * Source: https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/dial#expected-callbacks
 */
export function parseTelnyxStep(form: WebhookForm): CallSignal {
  const url = parseStepUrl(form.originalUrl);
  if (url.kind === 'dial' || url.attached) throw new DomainError('INVALID', 'Nobody is called through this provider.');
  const { root, nobody } = rootIn(form.originalUrl);
  const params = parseParams(stepParams, form.params);
  const facts = legOf(params, root);
  if (facts.callId !== url.callId) throw new DomainError('INVALID', 'This message belongs to another call.', { callId: url.callId });
  const at = { step: url.step, plan: url.plan };
  const key = `step:${url.callId}:${url.step}:${url.kind}`;
  const callerGone = params.CallStatus !== undefined && over.has(params.CallStatus);
  switch (url.kind) {
    case 'ring':
      return {
        kind: 'ring-finished',
        key,
        ...facts,
        ...at,
        status: nobody ? 'failed' : (params.DialCallStatus ?? null),
        legProviderCallId: params.DialCallSid ?? null,
        bridged: nobody ? false : bridgedOf(params.DialBridged),
        seconds: params.DialCallDuration,
        callerGone,
      };
    case 'voicemail':
      return {
        kind: 'voicemail-left',
        key,
        ...facts,
        ...at,
        seconds: params.RecordingDuration ?? 0,
        providerRecordingId: params.RecordingSid ?? null,
        callerGone,
      };
    case 'menu':
      return { kind: 'menu-answered', key, ...facts, ...at, digits: params.Digits, callerGone };
    case 'screen':
      return { kind: 'screen', key: `${key}:${facts.leg.providerCallId}`, ...childOf(facts), ...at };
    case 'screen-answer':
      return { kind: 'screen-answer', key: `${key}:${facts.leg.providerCallId}`, ...childOf(facts), ...at, digits: params.Digits };
    case 'continue':
      return { kind: 'continue', key, ...facts, ...at };
    case 'join':
    case 'left':
      throw new DomainError('INVALID', 'This provider has no conferences for us.');
  }
}

function bridgedOf(told: 'true' | 'false' | undefined): boolean | null {
  return told === undefined ? null : told === 'true';
}

/** A callee is screened on a leg of his own: a caller who says so cannot be one of ours. */
function childOf(facts: TelnyxLeg): TelnyxLeg {
  if (facts.leg.parentProviderCallId === null) throw new DomainError('INVALID', 'A screened leg has a parent.');
  return facts;
}
