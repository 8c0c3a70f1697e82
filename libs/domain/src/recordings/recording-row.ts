import type { RecordingKind, RecordingState } from './recording-states.js';

/** A line of a call's recording ledger, as far as decisions need it. `providerRecordingId` is null while it is only expected. */
export type RecordingRow = {
  id: string;
  kind: RecordingKind;
  step: number | null;
  providerRecordingId: string | null;
  state: RecordingState;
};
