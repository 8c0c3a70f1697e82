import type { LoadedCall } from '@ringbase/database';
import { expectRecording, type RecordingRow } from '@ringbase/domain';
import type { LedgerChanges } from './decide-recordings.js';

/** A conversation has begun: its recording is expected, so that its loss would be seen. */
export function expectConversation(
  loaded: LoadedCall,
  changes: LedgerChanges['recordings'],
  step: number | null,
  ids: () => string,
  now: Date,
): LedgerChanges['recordings'] {
  if (step === null) return changes;
  const known: readonly RecordingRow[] = [...loaded.recordings, ...changes];
  const expected = expectRecording(known, { kind: 'conversation', step }, ids(), now);
  return expected === null ? changes : [...changes, expected];
}
