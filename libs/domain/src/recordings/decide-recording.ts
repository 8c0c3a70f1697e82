import type { SignalOf } from '../calls/call-signal.js';
import type { RecordingRow } from './recording-row.js';
import type { RecordingFailure, RecordingKind, RecordingState } from './recording-states.js';

/** A line of the ledger as it is to be from now on. `nextAttemptAt` set: its sound is finished at the provider and waits to be fetched. */
export type RecordingChange = {
  id: string;
  kind: RecordingKind;
  step: number | null;
  providerRecordingId: string | null;
  state: RecordingState;
  failure: RecordingFailure | null;
  nextAttemptAt: Date | null;
  channels: number | null;
  durationSeconds: number | null;
  startedAt: Date;
};

/**
 * What a word of the provider about a recording changes in its call's ledger; null when it changes nothing (a repeat, or a step back).
 * A line that was only expected is taken first, also one that was given up as absent without the provider ever naming it. `newId` is for a line nobody expected.
 */
export function decideRecording(
  existing: readonly RecordingRow[],
  signal: SignalOf<'recording'>,
  newId: string,
  now: Date,
): RecordingChange | null {
  const row = existing.find((line) => line.providerRecordingId === signal.providerRecordingId) ?? expectedLine(existing, signal);
  if (row !== undefined && !moves(row, signal)) return null;
  const line = {
    id: row?.id ?? newId,
    kind: row?.kind ?? signal.recordingKind,
    step: row?.step ?? signal.step,
    providerRecordingId: signal.providerRecordingId,
    failure: null,
    nextAttemptAt: null,
    channels: signal.channels,
    durationSeconds: signal.seconds,
    startedAt: signal.startedAt ?? now,
  };
  switch (signal.status) {
    case 'in-progress':
      return { ...line, state: 'in-progress' };
    case 'completed':
      return { ...line, state: 'in-progress', nextAttemptAt: now };
    case 'absent':
      return { ...line, state: 'absent' };
    case 'failed':
      return { ...line, state: 'failed', failure: 'provider-error' };
  }
}

/** A recording that an answer of ours has asked for; null when the ledger has a line for that step already. */
export function expectRecording(
  existing: readonly RecordingRow[],
  expected: { kind: RecordingKind; step: number },
  newId: string,
  now: Date,
): RecordingChange | null {
  if (existing.some((line) => line.kind === expected.kind && line.step === expected.step)) return null;
  return {
    id: newId,
    ...expected,
    providerRecordingId: null,
    state: 'expected',
    failure: null,
    nextAttemptAt: null,
    channels: null,
    durationSeconds: null,
    startedAt: now,
  };
}

/** Whether a change leaves sound to be fetched at once. */
export function isDue(change: RecordingChange): boolean {
  return change.nextAttemptAt !== null;
}

function expectedLine(existing: readonly RecordingRow[], signal: SignalOf<'recording'>): RecordingRow | undefined {
  const free = existing.filter(
    (line) =>
      line.providerRecordingId === null && line.kind === signal.recordingKind && (line.state === 'expected' || line.state === 'absent'),
  );
  return free.find((line) => line.step === signal.step) ?? (signal.step === null ? free[0] : undefined);
}

/** Forward only. A finished recording outranks its absence: the sound can be asked for, absence is only somebody's word. */
function moves(row: RecordingRow, signal: SignalOf<'recording'>): boolean {
  const named = row.providerRecordingId !== null;
  switch (row.state) {
    case 'expected':
      return true;
    case 'absent':
      return signal.status === 'completed' || (!named && signal.status !== 'absent');
    case 'in-progress':
      return signal.status !== 'in-progress';
    case 'failed':
    case 'stored':
    case 'attached':
    case 'erased':
      return false;
  }
}
