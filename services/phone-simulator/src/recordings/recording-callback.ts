import { sendCallback, sendInTurn } from '../calls/status-callbacks.js';
import { rfc2822 } from '../webhooks/call-params.js';
import type { Webhook } from '../webhooks/deliver.js';
import type { Params } from '../webhooks/sign.js';
import type { World } from '../world.js';
import { type Recording, type RecordingEvent, recordedSeconds } from './recording.js';

/** Where the media lies, as webhooks tell it: on the provider's own host, whatever host that is. */
export function recordingUrl(world: World, recordingSid: string): string {
  return `https://api.twilio.com/2010-04-01/Accounts/${world.credentials.accountSid}/Recordings/${recordingSid}`;
}

/** What the action of the verb that recorded is told. https://www.twilio.com/docs/voice/twiml/dial#action */
export function actionRecordingParams(world: World, recording: Recording): Params {
  return {
    RecordingUrl: recordingUrl(world, recording.sid),
    RecordingSid: recording.sid,
    RecordingDuration: String(recordedSeconds(recording)),
  };
}

/** https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
export function tellRecording(world: World, recording: Recording, event: RecordingEvent): void {
  const { callback } = recording;
  const leg = world.legs.get(recording.callSid);
  if (!callback?.events.includes(event) || !leg) return;
  const conference = world.conferences.get(recording.conferenceSid ?? '');
  const webhook: Webhook = {
    kind: 'recording',
    key: `${leg.ordinal}:${recording.ordinal}:${event}`,
    callSid: leg.sid,
    url: callback.url,
    method: callback.method,
    params: {
      AccountSid: world.credentials.accountSid,
      // https://www.twilio.com/docs/voice/twiml/conference#attributes-recording-status-callback-parameters: of a conference its SID alone
      ...(recording.conferenceSid === null ? { CallSid: recording.callSid } : { ConferenceSid: recording.conferenceSid }),
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(world, recording.sid),
      RecordingStatus: event,
      RecordingDuration: event === 'in-progress' ? '-1' : String(recordedSeconds(recording)),
      RecordingChannels: String(recording.channels),
      RecordingStartTime: rfc2822(recording.startedAt),
      RecordingSource: recording.source,
      RecordingTrack: recording.track,
      ErrorCode: '0',
    },
  };
  if (conference) sendInTurn(world, conference, () => world.conferences.has(conference.sid), webhook);
  else sendCallback(world, leg, webhook);
}
