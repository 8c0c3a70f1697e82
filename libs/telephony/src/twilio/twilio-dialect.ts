import type { Dialect, WebhookForm } from '../dialect.js';
import { parseConference } from './parse-conference.js';
import { callSid, TWILIO } from './parse-params.js';
import { parseRecording } from './parse-recording.js';
import { parseStatus } from './parse-status.js';
import { failedUrlOf, parseInbound, parseStep } from './parse-voice.js';
import { renderTwiml } from './render-twiml.js';
import { verifySignature } from './verify-signature.js';

const SORRY =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">We are sorry, something went wrong. Please call again.</Say><Hangup/></Response>';

const SIGNATURE = 'x-twilio-signature';

/** Twilio's dialect. `authTokens`: two while they are rotated. */
export function makeTwilioDialect({ publicUrl, authTokens }: { publicUrl: string; authTokens: readonly string[] }): Dialect {
  return {
    provider: TWILIO,
    door: '/twilio',
    signatureHeader: SIGNATURE,
    refusalOf({ method, originalUrl, header, params }) {
      const signed = { publicUrl, originalUrl, signature: header(SIGNATURE), params: method === 'GET' ? null : params };
      return verifySignature(authTokens, signed) ? null : 'signature';
    },
    parseInbound,
    parseStep,
    parseStatus,
    parseRecording,
    parseConference,
    failedUrlOf: (form) => failedUrlOf(form, publicUrl),
    readStatic: (form) => ({
      rootProviderCallId: textIn(form, 'ParentCallSid') || textIn(form, 'CallSid'),
      dialled: [textIn(form, 'To'), textIn(form, 'Called')],
      digits: textIn(form, 'Digits'),
      talked: textIn(form, 'DialBridged') === 'true',
      isCaller: textIn(form, 'Direction') === 'inbound' && textIn(form, 'ParentCallSid') === '',
    }),
    render: (instructions, of) => renderTwiml(instructions, { publicUrl, callId: of.callId, departmentId: of.departmentId }),
    contentType: 'text/xml',
    sorry: SORRY,
    taken: 204,
    callNamedIn: (form) => callSid.safeParse(form.params.CallSid).data ?? null,
  };
}

function textIn(form: WebhookForm, name: string): string {
  const value = form.params[name];
  return typeof value === 'string' ? value : '';
}
