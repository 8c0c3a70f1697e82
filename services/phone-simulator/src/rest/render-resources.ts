import { type Leg, talkedSeconds } from '../calls/leg.js';
import { type Recording, recordedSeconds } from '../recordings/recording.js';
import { recordingUrl } from '../recordings/recording-callback.js';
import { API_VERSION, rfc2822 } from '../webhooks/call-params.js';
import type { World } from '../world.js';
import type { CallRecordingResource, CallResource, ConferenceRecordingResource, RecordingResource } from './shapes.js';

const CALL_CHILDREN = {
  notifications: 'Notifications',
  recordings: 'Recordings',
  payments: 'Payments',
  events: 'Events',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
  user_defined_messages: 'UserDefinedMessages',
} as const;

export function accountPath(world: World): string {
  return `/${API_VERSION}/Accounts/${world.credentials.accountSid}`;
}

/** North American numbers are formatted for display, others stay E.164. https://www.twilio.com/docs/voice/api/call-resource#call-properties */
function display(address: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : address;
}

/** https://www.twilio.com/docs/voice/api/call-resource#call-properties */
export function renderCall(world: World, leg: Leg): CallResource {
  const uri = `${accountPath(world)}/Calls/${leg.sid}`;
  const own = world.numbers.get(leg.direction === 'inbound' ? leg.to : leg.from);
  return {
    sid: leg.sid,
    date_created: rfc2822(leg.createdAt),
    date_updated: rfc2822(leg.updatedAt),
    parent_call_sid: leg.parentSid,
    account_sid: world.credentials.accountSid,
    to: leg.to,
    to_formatted: display(leg.to),
    from: leg.from,
    from_formatted: display(leg.from),
    phone_number_sid: own?.sid ?? null,
    // The resource knows no `initiated`; a call on its way is still `queued` there (*unverified*).
    status: leg.status === 'initiated' ? 'queued' : leg.status,
    start_time: leg.dialledAt === null ? null : rfc2822(leg.dialledAt),
    end_time: leg.endedAt === null ? null : rfc2822(leg.endedAt),
    duration: leg.status === 'completed' ? String(talkedSeconds(leg, world.clock.now())) : null,
    price: null,
    price_unit: 'USD',
    direction: leg.direction,
    answered_by: leg.answeredBy,
    api_version: API_VERSION,
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: String(leg.queuedMs),
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(Object.entries(CALL_CHILDREN).map(([key, name]) => [key, `${uri}/${name}.json`])),
  };
}

function recordingFacts(world: World, recording: Recording) {
  return {
    account_sid: world.credentials.accountSid,
    api_version: API_VERSION,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid,
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    start_time: rfc2822(recording.startedAt),
    duration: recording.endedAt === null ? null : String(recordedSeconds(recording)),
    sid: recording.sid,
    price_unit: 'USD',
    status: recording.status,
    channels: recording.channels,
    // The published description has no word of its own for recordings started by markup.
    source: recording.source === 'StartCallRecordingTwiML' ? 'StartCallRecordingAPI' : recording.source,
    // Which code an absent recording has is *unverified*.
    error_code: null,
    encryption_details: null,
  } as const;
}

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
export function renderRecording(world: World, recording: Recording): RecordingResource {
  const uri = `${accountPath(world)}/Recordings/${recording.sid}`;
  return {
    ...recordingFacts(world, recording),
    price: null,
    uri: `${uri}.json`,
    subresource_uris: { add_on_results: `${uri}/AddOnResults.json`, transcriptions: `${uri}/Transcriptions.json` },
    media_url: recordingUrl(world, recording.sid),
  };
}

export function renderCallRecording(world: World, recording: Recording): CallRecordingResource {
  return {
    ...recordingFacts(world, recording),
    price: null,
    uri: `${accountPath(world)}/Calls/${recording.callSid}/Recordings/${recording.sid}.json`,
    track: recording.track,
  };
}

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
export function renderConferenceRecording(world: World, recording: Recording): ConferenceRecordingResource {
  return {
    ...recordingFacts(world, recording),
    price: null,
    uri: `${accountPath(world)}/Conferences/${recording.conferenceSid}/Recordings/${recording.sid}.json`,
  };
}
