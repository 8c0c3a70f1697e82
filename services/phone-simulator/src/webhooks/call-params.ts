import { type Leg, type LegStatus, talkedSeconds } from '../calls/leg.js';
import type { World } from '../world.js';
import type { Params } from './sign.js';

export const API_VERSION = '2010-04-01';

const COUNTRIES: readonly [string, string][] = [
  ['+359', 'BG'],
  ['+380', 'UA'],
  ['+375', 'BY'],
  ['+77', 'KZ'],
  ['+7', 'RU'],
  ['+44', 'GB'],
  ['+49', 'DE'],
  ['+1', 'US'],
];

function place(prefix: string, number: string): Params {
  const country = COUNTRIES.find(([code]) => number.startsWith(code))?.[1] ?? '';
  return { [`${prefix}City`]: '', [`${prefix}State`]: '', [`${prefix}Zip`]: '', [`${prefix}Country`]: country };
}

/**
 * What every voice request carries. Places are blank when the provider knows none.
 * https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
 */
export function callParams(world: World, leg: Leg, status: LegStatus = leg.status): Params {
  return {
    AccountSid: world.credentials.accountSid,
    ApiVersion: API_VERSION,
    CallSid: leg.sid,
    CallStatus: status,
    Direction: leg.direction,
    From: leg.from,
    To: leg.to,
    Caller: leg.from,
    Called: leg.to,
    ...(leg.parentSid === null ? {} : { ParentCallSid: leg.parentSid }),
    ...(leg.answeredBy === null ? {} : { AnsweredBy: leg.answeredBy }),
    ...(leg.from.startsWith('+') ? { ...place('From', leg.from), ...place('Caller', leg.from) } : {}),
    ...(leg.to.startsWith('+') ? { ...place('To', leg.to), ...place('Called', leg.to) } : {}),
  };
}

/** RFC 2822 with a numeric zone, as the provider writes instants. */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}

/** What a call-progress callback adds. https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-parameters */
export function progressParams(world: World, leg: Leg, status: LegStatus): Params {
  const params = callParams(world, leg, status);
  const sequence = leg.sequence;
  leg.sequence += 1;
  const seconds = talkedSeconds(leg, world.clock.now());
  return {
    ...params,
    Timestamp: rfc2822(world.clock.now()),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
    ...(leg.endedAt === null ? {} : { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) }),
    ...(leg.remote.startsWith('sip:') && leg.endedAt !== null ? { SipResponseCode: sipCode(leg) } : {}),
  };
}

/** The SIP answer behind a leg's end. *unverified* for the mapping of each status. */
export function sipCode(leg: Leg): string {
  switch (leg.status) {
    case 'busy':
      return '486';
    case 'no-answer':
      return '480';
    case 'failed':
      return '404';
    case 'canceled':
      return '487';
    default:
      return '200';
  }
}
