import type { SignalOf } from '@ringbase/domain';
import { callerLegOf } from './parse-pbx-route.js';

/** A PBX brings the sound of a call's recording; `recording` tells several of one call apart. */
export function parsePbxRecording({ callId, recording }: { callId: string; recording: string }): SignalOf<'recording'> {
  const base = callerLegOf(callId, { from: '', to: '' });
  return {
    kind: 'recording',
    key: `pbx:recording:${base.callId}:${recording}`,
    ...base,
    status: 'completed',
    providerRecordingId: `${callId}/${recording}`,
    recordingKind: 'conversation',
    channels: null,
    seconds: null,
    startedAt: null,
    step: null,
  };
}
