import type { Dialect, WebhookForm } from '../dialect.js';
import { parseTelnyxRecording, parseTelnyxStatus } from './parse-callbacks.js';
import { callSid, TELNYX } from './parse-params.js';
import { parseTelnyxInbound, parseTelnyxStep } from './parse-voice.js';
import { renderTexml } from './render-texml.js';
import { rootIn } from './urls.js';
import { readPublicKey, refusalOfTelnyx } from './verify-signature.js';

const SIGNATURE = 'telnyx-signature-ed25519';
const SORRY =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="alice" language="en-US">We are sorry, something went wrong. Please call again.</Say><Hangup/></Response>';

/**
 * Telnyx's dialect, TeXML. `publicKey`: the account's, as its portal shows it; throws INVALID when it is none. Callers phone in through it; nobody is called
 * through it, and its calls are not lifted into conferences, since both need its REST.
 */
export function makeTelnyxDialect({ publicUrl, publicKey }: { publicUrl: string; publicKey: string }): Dialect {
  const key = readPublicKey(publicKey);
  return {
    provider: TELNYX,
    door: '/telnyx',
    signatureHeader: SIGNATURE,
    refusalOf: ({ header, rawBody, receivedAt }) =>
      refusalOfTelnyx(key, { signature: header(SIGNATURE), timestamp: header('telnyx-timestamp'), rawBody, receivedAt }),
    parseInbound: parseTelnyxInbound,
    parseStep: parseTelnyxStep,
    parseStatus: parseTelnyxStatus,
    parseRecording: parseTelnyxRecording,
    parseConference: null,
    // Its failover address is asked as if the call began; which step failed it does not tell.
    failedUrlOf: null,
    readStatic(form) {
      const [status, bridged] = [textIn(form, 'DialCallStatus'), textIn(form, 'DialBridged')];
      return {
        rootProviderCallId: rootOf(form),
        dialled: [textIn(form, 'To')],
        digits: textIn(form, 'Digits'),
        isCaller: textIn(form, 'ParentCallSid') === '',
        talked: bridged === '' ? status === 'completed' || status === 'answered' : bridged === 'true',
      };
    },
    render: (instructions, of) => renderTexml(instructions, { publicUrl, ...of }),
    contentType: 'text/xml',
    sorry: SORRY,
    // "The server must return an HTTP 200": https://developers.telnyx.com/api-reference/callbacks/texml-call-completed
    taken: 200,
    callNamedIn: (form) => callSid.safeParse(form.params.CallSid).data ?? null,
  };
}

/** Never throws. */
function rootOf(form: WebhookForm): string {
  try {
    const { root } = rootIn(form.originalUrl);
    if (root !== null) return root;
  } catch {
    // Not our URL: the form says what it can.
  }
  return textIn(form, 'ParentCallSid') || textIn(form, 'CallSid');
}

function textIn(form: WebhookForm, name: string): string {
  const value = form.params[name];
  return typeof value === 'string' ? value : '';
}
