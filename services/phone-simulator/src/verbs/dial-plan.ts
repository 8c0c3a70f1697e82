import type { ProgressEvent, StatusCallback } from '../calls/leg.js';
import { intOf, methodOf, type Running, resolveUrl } from '../calls/running.js';
import type { RecordingCallback } from '../recordings/recording.js';
import { childrenOf, type Element, textOf } from '../twiml/parse-twiml.js';
import type { HttpMethod } from '../webhooks/http-method.js';
import { recordingCallbackOf } from './recording-attributes.js';

export interface DialTarget {
  /** As a call's To: `+359…`, `client:…`, `sip:…`. */
  address: string;
  callbacks: StatusCallback[];
  /** A document played to the callee before the parties are joined. */
  screen: { url: string; method: HttpMethod } | null;
  parameters: Record<string, string>;
  sendDigits: string | undefined;
}

export interface DialPlan {
  targets: DialTarget[];
  sequential: boolean;
  timeoutMs: number;
  timeLimitMs: number;
  answerOnBridge: boolean;
  hangupOnStar: boolean;
  callerId: string | null;
  record: { from: 'answer' | 'ringing'; channels: 1 | 2; callback: RecordingCallback | null } | null;
  action: { url: string; method: HttpMethod } | null;
}

const EVENTS: readonly ProgressEvent[] = ['initiated', 'ringing', 'answered', 'completed'];

function callbacksOf(running: Running, noun: Element): StatusCallback[] {
  const url = noun.attributes.statusCallback;
  if (url === undefined) return [];
  const words = (noun.attributes.statusCallbackEvent ?? 'completed').split(/\s+/);
  return [
    {
      url: resolveUrl(running, url),
      method: methodOf(noun, 'statusCallbackMethod'),
      events: EVENTS.filter((event) => words.includes(event)),
    },
  ];
}

function addressOf(noun: Element): string {
  const identity = childrenOf(noun).find((child) => child.name === 'Identity');
  const text = textOf(identity ?? { ...noun, children: noun.children.filter((child) => typeof child === 'string') }).trim();
  switch (noun.name) {
    case 'Client':
      return `client:${text}`;
    case 'Sip':
      return /^sips?:/i.test(text) ? text : `sip:${text}`;
    default:
      return /^[+\d(). -]+$/.test(text) ? text.replace(/[(). -]/g, '') : text;
  }
}

function targetOf(running: Running, noun: Element): DialTarget {
  const url = noun.attributes.url;
  const parameters = childrenOf(noun).filter((child) => child.name === 'Parameter');
  return {
    address: addressOf(noun),
    callbacks: callbacksOf(running, noun),
    screen: url === undefined ? null : { url: resolveUrl(running, url), method: methodOf(noun) },
    parameters: Object.fromEntries(parameters.map((parameter) => [parameter.attributes.name ?? '', parameter.attributes.value ?? ''])),
    sendDigits: noun.attributes.sendDigits,
  };
}

export function recordOf(running: Running, verb: Element): DialPlan['record'] {
  const mode = verb.attributes.record ?? 'do-not-record';
  if (mode === 'do-not-record' || mode === 'false') return null;
  return {
    from: mode.includes('ringing') ? 'ringing' : 'answer',
    channels: mode.endsWith('-dual') ? 2 : 1,
    callback: recordingCallbackOf(running, verb),
  };
}

/** Reads a Dial. Bare text in it is a number. https://www.twilio.com/docs/voice/twiml/dial */
export function planDial(running: Running, verb: Element): DialPlan {
  const nouns = childrenOf(verb).filter((child) => ['Number', 'Client', 'Sip'].includes(child.name));
  const bare = verb.children
    .filter((child): child is string => typeof child === 'string')
    .join('')
    .trim();
  const all = nouns.length === 0 && bare !== '' ? [{ name: 'Number', attributes: {}, children: [bare] }] : nouns;
  const action = verb.attributes.action;
  return {
    targets: all.map((noun) => targetOf(running, noun)),
    sequential: verb.attributes.sequential === 'true',
    timeoutMs: intOf(verb, 'timeout', 30) * 1_000,
    timeLimitMs: intOf(verb, 'timeLimit', 14_400) * 1_000,
    answerOnBridge: verb.attributes.answerOnBridge === 'true',
    hangupOnStar: verb.attributes.hangupOnStar === 'true',
    callerId: verb.attributes.callerId ?? null,
    record: recordOf(running, verb),
    action: action === undefined ? null : { url: resolveUrl(running, action), method: methodOf(verb) },
  };
}

const E164 = /^\+[1-9]\d{6,14}$/;
const UNKNOWN_CALLERS = ['anonymous', 'restricted', 'unavailable', '+266696687', '+7378742883', '+86282452253'];

/** What is wrong with where a Dial goes, with the provider's code. */
export function targetProblem(target: DialTarget): { code: number; message: string } | null {
  const { address } = target;
  if (address.startsWith('client:')) {
    // https://www.twilio.com/docs/voice/twiml/client: letters, digits and underscore; the code is *unverified*
    return /^client:[A-Za-z0-9_]{1,256}$/.test(address) ? null : { code: 13224, message: `invalid client identity ${address}` };
  }
  if (/^sips?:/i.test(address))
    return /^sips?:[^\s@]+@[^\s@]+$/i.test(address) ? null : { code: 13224, message: `invalid SIP address ${address}` };
  // https://www.twilio.com/docs/api/errors/13223 and 13224
  if (!/^\+?\d+$/.test(address)) return { code: 13223, message: `invalid phone number format: ${address}` };
  return E164.test(address) ? null : { code: 13224, message: `the number ${address} is invalid or cannot be called` };
}

/**
 * Who is shown as the caller: a number of the account, or the call's own From or To; nothing else.
 * https://www.twilio.com/docs/voice/twiml/dial#callerid, https://www.twilio.com/docs/api/errors/13214
 */
export function callerProblem(
  callerId: string,
  call: { from: string; to: string },
  isOurs: (number: string) => boolean,
  target: DialTarget,
): string | null {
  const toPhone = !target.address.startsWith('client:') && !/^sips?:/i.test(target.address);
  const isKnown = callerId === call.from || callerId === call.to || isOurs(callerId) || (!toPhone && callerId.startsWith('client:'));
  if (!isKnown) return `callerId ${callerId} is neither this call's From or To nor a number of the account`;
  const looksLikePhone = /^\+?\d{3,15}$/.test(callerId) || UNKNOWN_CALLERS.includes(callerId.toLowerCase());
  return toPhone && !looksLikePhone ? `callerId ${callerId} is not a phone number, and a phone number is dialled` : null;
}
