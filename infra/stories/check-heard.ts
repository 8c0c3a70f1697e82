import { parseStepUrl } from '@ringbase/telephony';
import type { Ledger, Violation, Webhook } from './ledger.js';

/** Verbs by which whoever listens hears something, or is about to: words, sound, a ring tone, a question, music, a beep, the engaged tone. */
export const audibleVerbs = ['Say', 'Play', 'Dial', 'Gather', 'Enqueue', 'Record', 'Reject'] as const;
const audible = new RegExp(`<(${audibleVerbs.join('|')})[\\s/>]`);
/** Statuses of a call that is over. */
const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Milliseconds: the latest any caller may be answered, and within what all but one of a thousand are. */
const LATEST = 5000;
const SOON = 1500;
const SHARE_IN_TIME = 0.999;

/** `soon`: also that all but one of a thousand are answered within 1.5 s, which only a machine that does nothing else can tell. */
export type HeardOptions = { soon: boolean };

/** I6: the caller always hears something: valid answers with an audible verb, none later than five seconds, and nobody who was answered heard nothing. */
export function checkHeard(ledger: Ledger, { soon }: HeardOptions): Violation[] {
  const answers = ledger.webhooks.filter((webhook) => webhook.kind === 'voice' && webhook.used);
  // Who hung up before he was answered heard his own network's ring tone.
  const answered = ledger.legs.filter((leg) => leg.parentCallSid === null && leg.direction === 'inbound' && leg.status === 'completed');
  const heard = new Set(ledger.heard.filter((one) => sounds.has(one.what)).map((one) => one.callSid));
  return [
    ...answers.flatMap(({ url, ms }): Violation[] =>
      ms !== null && ms > LATEST ? [{ invariant: 'I6', what: `${url} took ${ms} ms` }] : [],
    ),
    ...(soon ? checkSoon(answers) : []),
    ...answers.flatMap((webhook): Violation[] =>
      audible.test(webhook.responseBody ?? '') || maySilentlyAnswer(webhook)
        ? []
        : [{ invariant: 'I6', what: `${webhook.url} was answered ${webhook.status}: ${webhook.responseBody ?? 'nothing'}` }],
    ),
    ...ledger.heard
      .filter((one) => one.what === 'error')
      .map((one): Violation => ({ invariant: 'I6', what: `caller ${one.callSid} heard an error: ${one.detail}` })),
    ...answered
      .filter(({ callSid }) => !heard.has(callSid))
      .map(({ callSid }): Violation => ({ invariant: 'I6', what: `caller ${callSid} heard nothing` })),
  ];
}

const sounds: ReadonlySet<string> = new Set(['ring', 'say', 'play', 'bridge', 'conference', 'beep']);

function checkSoon(answers: readonly Webhook[]): Violation[] {
  const late = answers.filter(({ ms }) => ms !== null && ms > SOON);
  const share = 1 - late.length / Math.max(1, answers.length);
  return share >= SHARE_IN_TIME
    ? []
    : [{ invariant: 'I6', what: `${(100 * share).toFixed(2)} % of ${answers.length} answers came within ${SOON} ms` }];
}

/**
 * A silent answer is right, and nowhere else, where
 * - whoever it is for has hung up: the provider tells it and does not read the answer;
 * - he has heard what there was to hear, and it ends: after a talk (a bridged Dial, a conference that was left) or a message;
 * - it is a callee's own document, which bridges by ending or hangs up on him alone: his screening, or the way into a conference that is over or taken.
 */
function maySilentlyAnswer({ url, params, responseBody }: Webhook): boolean {
  if (!/<Response\s*(\/>|><\/Response>)|<Hangup\s*\/>/.test(responseBody ?? '')) return false;
  if (over.has(params['CallStatus'] ?? '')) return true;
  const step = stepOf(url);
  switch (step?.kind) {
    case 'ring':
      // Asked once more it is only where both sides have talked.
      return params['DialBridged'] === 'true' || step.again !== undefined;
    case 'voicemail':
      return Number(params['RecordingDuration'] ?? 0) > 0;
    case 'left':
      return true;
    case 'screen':
    case 'screen-answer':
    case 'join':
      return params['ParentCallSid'] !== undefined || step.attached === true;
    default:
      return false;
  }
}

function stepOf(url: string) {
  if (!new URL(url).pathname.endsWith('/voice/step')) return null;
  const step = parseStepUrl(url);
  return step.kind === 'dial' ? null : step;
}
