import type { Conference, Manner } from './conference.js';

export interface SeatProblem {
  code: number;
  message: string;
}

/** What is wrong with a label. https://www.twilio.com/docs/api/errors/16023 */
export function labelProblem(label: string | null): SeatProblem | null {
  if (label === null || (label.length <= 128 && !/^CA[0-9a-f]{32}$/.test(label) && !/\/|%2F/i.test(label))) return null;
  return { code: 16023, message: `invalid participant label ${label}` };
}

/** Why somebody cannot take part in this way, with the provider's code. */
export function seatProblem(conference: Conference | undefined, manner: Manner): SeatProblem | null {
  const bad = labelProblem(manner.label);
  if (bad !== null) return bad;
  const here = conference?.participants ?? [];
  // https://www.twilio.com/docs/api/errors/16020
  if (conference && here.length >= conference.maxParticipants) return { code: 16020, message: 'Conference is full' };
  // https://www.twilio.com/docs/voice/twiml/conference#attributes-participant-label
  if (manner.label !== null && here.some((one) => one.label === manner.label))
    return { code: 16025, message: `a participant labelled ${manner.label} is in the conference already` };
  // https://www.twilio.com/docs/voice/twiml/conference#attributes-coach
  if (manner.coached !== null && !(conference?.status === 'in-progress' && here.some((one) => one.leg.sid === manner.coached)))
    return { code: 13240, message: `the call to coach, ${manner.coached}, is not in the conference` };
  return null;
}
