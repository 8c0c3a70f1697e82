import type { LegStatus } from '../calls/leg.js';
import type { Conference, Participant } from '../conferences/conference.js';
import { API_VERSION, rfc2822 } from '../webhooks/call-params.js';
import type { World } from '../world.js';
import { accountPath } from './render-resources.js';
import type { ConferenceResource, ParticipantResource } from './shapes.js';

/** https://www.twilio.com/docs/voice/api/conference-resource#conference-properties */
export function renderConference(world: World, conference: Conference): ConferenceResource {
  const uri = `${accountPath(world)}/Conferences/${conference.sid}`;
  return {
    account_sid: world.credentials.accountSid,
    date_created: rfc2822(conference.createdAt),
    date_updated: rfc2822(conference.updatedAt),
    api_version: API_VERSION,
    friendly_name: conference.friendlyName,
    region: conference.region,
    sid: conference.sid,
    status: conference.status,
    uri: `${uri}.json`,
    subresource_uris: { participants: `${uri}/Participants.json`, recordings: `${uri}/Recordings.json` },
    reason_conference_ended: conference.endReason,
    call_sid_ending_conference: conference.endedBy,
  };
}

const STATUSES: Record<LegStatus, ParticipantResource['status']> = {
  queued: 'queued',
  initiated: 'connecting',
  ringing: 'ringing',
  'in-progress': 'connected',
  completed: 'complete',
  busy: 'failed',
  failed: 'failed',
  'no-answer': 'failed',
  canceled: 'failed',
};

/** https://www.twilio.com/docs/voice/api/conference-participant-resource#participant-properties */
export function renderParticipant(world: World, participant: Participant): ParticipantResource {
  const { leg, conference } = participant;
  return {
    account_sid: world.credentials.accountSid,
    call_sid: leg.sid,
    label: participant.label,
    call_sid_to_coach: participant.coached,
    coaching: participant.coached !== null,
    conference_sid: conference.sid,
    date_created: rfc2822(participant.createdAt),
    date_updated: rfc2822(participant.updatedAt),
    end_conference_on_exit: participant.endOnExit,
    muted: participant.muted,
    hold: participant.hold,
    start_conference_on_enter: participant.startOnEnter,
    status: STATUSES[leg.status],
    queue_time: leg.direction === 'outbound-api' ? String(leg.queuedMs) : null,
    uri: `${accountPath(world)}/Conferences/${conference.sid}/Participants/${leg.sid}.json`,
  };
}
