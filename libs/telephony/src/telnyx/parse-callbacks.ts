import type { SignalOf } from '@ringbase/domain';
import { z } from 'zod';
import type { WebhookForm } from '../dialect.js';
import { callStatus, moment, parseParams, seconds, sequence } from '../twilio/parse-params.js';
import { parseRecordingUrl, parseStatusUrl } from '../twilio/urls.js';
import { legOf, legParams, recordingSid } from './parse-params.js';
import { rootIn } from './urls.js';

const PROGRESS = 'call-progress-events';

const source = z.object({ CallbackSource: z.string().default(PROGRESS) });
const statusParams = legParams.extend({
  CallStatus: callStatus,
  CallDuration: seconds,
  Timestamp: moment,
  SequenceNumber: sequence,
});
const recordingParams = legParams.extend({
  RecordingSid: recordingSid,
  RecordingStatus: z.enum(['in-progress', 'completed', 'absent', 'failed']),
  RecordingDuration: seconds,
  RecordingChannels: z.enum(['1', '2']).transform(Number).optional(),
  RecordingStartTime: moment,
});

/**
 * Progress of a leg (`/telnyx/status`): the application's own callback or a noun's, in any order, repeated. What else is told there (the cost of a call, as seen
 * in public code; the documentation does not name it) is nobody's progress: null.
 * Source: https://developers.telnyx.com/api-reference/callbacks/texml-call-completed and its siblings
 */
export function parseTelnyxStatus(form: WebhookForm): SignalOf<'leg-progress'> | null {
  if (parseParams(source, form.params).CallbackSource !== PROGRESS) return null;
  const url = parseStatusUrl(form.originalUrl);
  const params = parseParams(statusParams, form.params);
  return {
    kind: 'leg-progress',
    key: `status:${params.CallSid}:${params.SequenceNumber ?? '-'}:${params.CallStatus}`,
    ...legOf(params, rootIn(form.originalUrl).root),
    status: params.CallStatus,
    at: params.Timestamp,
    seconds: params.CallDuration,
    sequence: params.SequenceNumber ?? null,
    step: url.step,
    intentId: null,
    ...(url.plan === undefined ? {} : { plan: url.plan }),
  };
}

/**
 * Progress of a recording (`/telnyx/recording`). RecordingUrl is not read: it lives ten minutes, and an address is never taken from a message.
 * Source: https://developers.telnyx.com/api-reference/callbacks/texml-recording-completed
 */
export function parseTelnyxRecording(form: WebhookForm): SignalOf<'recording'> {
  const url = parseRecordingUrl(form.originalUrl);
  const params = parseParams(recordingParams, form.params);
  return {
    kind: 'recording',
    key: `recording:${params.RecordingSid}:${params.RecordingStatus}`,
    ...legOf(params, rootIn(form.originalUrl).root),
    status: params.RecordingStatus,
    providerRecordingId: params.RecordingSid,
    recordingKind: url.recordingKind,
    channels: params.RecordingChannels ?? null,
    seconds: params.RecordingDuration,
    startedAt: params.RecordingStartTime,
    step: url.step,
  };
}
