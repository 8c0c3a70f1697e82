import { sendInTurn } from '../calls/status-callbacks.js';
import { rfc2822 } from '../webhooks/call-params.js';
import type { Params } from '../webhooks/sign.js';
import { announceChange, type World } from '../world.js';
import type { Conference, ConferenceEvent, Participant } from './conference.js';

function participantParams(participant: Participant): Params {
  return {
    CallSid: participant.leg.sid,
    Muted: String(participant.muted),
    Hold: String(participant.hold),
    Coaching: String(participant.coached !== null),
    EndConferenceOnExit: String(participant.endOnExit),
    StartConferenceOnEnter: String(participant.startOnEnter),
    ...(participant.label === null ? {} : { ParticipantLabel: participant.label }),
  };
}

/**
 * Tells whoever asked of a change of state. The numbers count what happened, also what nobody asked for (*unverified*).
 * https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback-parameters
 */
export function tellConference(
  world: World,
  conference: Conference,
  asked: ConferenceEvent,
  event: string,
  about: { participant?: Participant | null; extra?: Params } = {},
): void {
  const sequence = conference.sequence;
  conference.sequence += 1;
  conference.updatedAt = world.clock.now();
  announceChange(world, 'conference', { sid: conference.sid, event });
  const { callback } = conference;
  if (!callback?.events.includes(asked)) return;
  const participant = about.participant ?? null;
  sendInTurn(world, conference, () => world.conferences.has(conference.sid), {
    kind: 'conference',
    key: `${conference.ordinal}:${sequence}`,
    callSid: participant?.leg.sid ?? '',
    url: callback.url,
    method: callback.method,
    params: {
      AccountSid: world.credentials.accountSid,
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
      SequenceNumber: String(sequence),
      Timestamp: rfc2822(world.clock.now()),
      StatusCallbackEvent: event,
      ...(participant === null ? {} : participantParams(participant)),
      ...about.extra,
    },
  });
}
