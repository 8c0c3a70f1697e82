import type { SignalOf } from '@ringbase/domain';
import type { ProviderRecording } from '@ringbase/telephony';

/** What the provider's list says of a recording, as if it had told us. */
export function signalOfListedRecording(recording: ProviderRecording): SignalOf<'recording'> {
  const { provider, callId, leg, providerRecordingId, status, recordingKind, channels, seconds, startedAt } = recording;
  return {
    kind: 'recording',
    key: `rest:${providerRecordingId}:${status}`,
    provider,
    callId,
    rootProviderCallId: leg.providerCallId,
    leg,
    status,
    providerRecordingId,
    recordingKind,
    channels,
    seconds,
    startedAt,
    step: null,
  };
}
