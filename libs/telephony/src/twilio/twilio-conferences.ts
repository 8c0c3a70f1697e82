import type { Telephony } from '../telephony-port.js';
import { asked } from './asked.js';
import type { makeRestClient } from './rest-client.js';

type Conferences = Pick<
  Telephony,
  'redirectCall' | 'findConference' | 'listParticipants' | 'changeParticipant' | 'removeParticipant' | 'changeRecording' | 'beginRecording'
>;

/** Twilio's word for the recording that goes on: https://www.twilio.com/docs/voice/api/recording#update-a-recording-resource */
const CURRENT = 'Twilio.CURRENT';
/** More than any call of ours has. */
const MOST = 50;

/** Live legs, conferences and their recordings. Source: https://www.twilio.com/docs/voice/api/conference-participant-resource */
export function conferencesOf(client: ReturnType<typeof makeRestClient>): Conferences {
  return {
    async redirectCall(providerCallId, url) {
      await asked(() => client.calls(providerCallId).update({ url, method: 'POST' }));
    },
    async findConference(name) {
      const named = await asked(() => client.conferences.list({ friendlyName: name, limit: MOST }));
      const going = named.find((conference) => conference.status !== 'completed');
      return going === undefined ? null : { providerConferenceId: going.sid };
    },
    async listParticipants(providerConferenceId) {
      const rows = await asked(() => client.conferences(providerConferenceId).participants.list({ limit: MOST }));
      return rows.map(({ callSid, hold, muted }) => ({ providerCallId: callSid, hold, muted }));
    },
    async changeParticipant(providerConferenceId, providerCallId, { hold, holdUrl, muted }) {
      const change = {
        ...(hold === undefined ? {} : { hold }),
        ...(holdUrl ? { holdUrl, holdMethod: 'GET' } : {}),
        ...(muted === undefined ? {} : { muted }),
      };
      await asked(() => client.conferences(providerConferenceId).participants(providerCallId).update(change));
    },
    async removeParticipant(providerConferenceId, providerCallId) {
      await asked(() => client.conferences(providerConferenceId).participants(providerCallId).remove());
    },
    async changeRecording(of, status) {
      const recordings = 'providerCallId' in of ? client.calls(of.providerCallId) : client.conferences(of.providerConferenceId);
      // Left out rather than silent: what was not to be recorded takes no time in it.
      const change = { status, ...(status === 'paused' ? { pauseBehavior: 'skip' } : {}) };
      await asked<unknown>(() => recordings.recordings(CURRENT).update(change));
    },
    async beginRecording(providerCallId, statusUrl) {
      await asked(() =>
        client.calls(providerCallId).recordings.create({
          recordingChannels: 'dual',
          recordingStatusCallback: statusUrl,
          recordingStatusCallbackMethod: 'POST',
          recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'],
        }),
      );
    },
  };
}
