import type { Recording } from '@ringbase/contracts';
import type { RecordingLine } from '@ringbase/database';

export function presentRecording(row: RecordingLine): Recording {
  return {
    id: row.id,
    callId: row.callId,
    kind: row.kind,
    state: row.state,
    failure: row.failure,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    channels: row.channels,
    durationSeconds: row.durationSeconds,
    sha256: row.sha256,
    bytes: row.bytes,
    peaks: row.peaks as number[][] | null,
    startedAt: row.startedAt.toISOString(),
  };
}
