import type { ConferenceWord, SignalOf } from '@ringbase/domain';
import { z } from 'zod';
import { legIdOf } from '../ids.js';
import { callSid, conferenceSid, moment, ofNoLeg, parseParams, sequence, TWILIO, type TwilioRequest } from './parse-params.js';
import { parseConferenceUrl } from './urls.js';

/** Twilio's words: https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback-event */
const words = {
  'conference-start': 'started',
  'conference-end': 'ended',
  'participant-join': 'joined',
  'participant-leave': 'left',
  'participant-hold': 'held',
  'participant-unhold': 'unheld',
  'participant-mute': 'muted',
  'participant-unmute': 'unmuted',
} as const satisfies Record<string, ConferenceWord>;

const conferenceParams = z.object({
  ConferenceSid: conferenceSid,
  CallSid: callSid.optional(),
  StatusCallbackEvent: z.enum(Object.keys(words) as [keyof typeof words]).transform((word): ConferenceWord => words[word]),
  SequenceNumber: sequence,
  Timestamp: moment,
});

/** Progress of a conference (`/twilio/conference`), which belongs to the call that its URL names, whichever leg it tells of. */
export function parseConference(request: TwilioRequest): SignalOf<'conference'> {
  const url = parseConferenceUrl(request.originalUrl);
  const params = parseParams(conferenceParams, request.params);
  const facts = ofNoLeg(url.callId);
  const { CallSid, ConferenceSid, SequenceNumber } = params;
  const leg = CallSid === undefined ? facts.leg : { ...facts.leg, legId: legIdOf(TWILIO, CallSid), providerCallId: CallSid };
  return {
    kind: 'conference',
    key: `conference:${ConferenceSid}:${SequenceNumber ?? `${params.StatusCallbackEvent}:${CallSid ?? '-'}`}`,
    ...facts,
    leg,
    what: params.StatusCallbackEvent,
    providerConferenceId: ConferenceSid,
    sequence: SequenceNumber ?? 0,
    at: params.Timestamp,
  };
}
