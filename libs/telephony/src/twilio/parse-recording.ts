import type { SignalOf } from '@ringbase/domain';
import { z } from 'zod';
import {
  belongsTo,
  callSid,
  conferenceSid,
  legOf,
  legParams,
  moment,
  ofNoLeg,
  parseParams,
  recordingSid,
  seconds,
  type TwilioRequest,
} from './parse-params.js';
import { parseRecordingUrl } from './urls.js';

const recordingParams = legParams.extend({
  CallSid: callSid.optional(),
  ConferenceSid: conferenceSid.optional(),
  RecordingSid: recordingSid,
  RecordingStatus: z.enum(['in-progress', 'completed', 'absent', 'failed']),
  RecordingDuration: seconds,
  RecordingChannels: z.enum(['1', '2']).transform(Number).optional(),
  RecordingStartTime: moment,
});
const named = recordingParams.refine(({ CallSid, ConferenceSid }) => CallSid !== undefined || ConferenceSid !== undefined);

/**
 * Progress of a recording (`/twilio/recording`). It says which call, not who spoke: the leg carries its id only, `from` and `to` are empty.
 * A conference's names the conference alone. RecordingUrl is not read: where the sound is follows from our account and the recording's id.
 */
export function parseRecording(request: TwilioRequest): SignalOf<'recording'> {
  const url = parseRecordingUrl(request.originalUrl);
  const params = parseParams(named, request.params);
  const { CallSid } = params;
  const facts = CallSid === undefined ? ofNoLeg(url.callId) : belongsTo(legOf({ ...params, CallSid }), url);
  return {
    kind: 'recording',
    key: `recording:${params.RecordingSid}:${params.RecordingStatus}`,
    ...facts,
    status: params.RecordingStatus,
    providerRecordingId: params.RecordingSid,
    recordingKind: url.recordingKind,
    channels: params.RecordingChannels ?? null,
    seconds: params.RecordingDuration,
    startedAt: params.RecordingStartTime,
    step: url.step,
  };
}
