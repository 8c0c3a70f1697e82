import type { CallWrite, LoadedCall } from '@ringbase/database';
import { type CallEvent, type CallSignal, decideRecording, expectRecording, isDue, type RecordingChange } from '@ringbase/domain';

export type LedgerChanges = { recordings: CallWrite['recordings']; fetch: readonly string[] };

/** What a message changes in its call's recording ledger: the provider's word about a recording, or a voice message that must follow. */
export function decideRecordings(
  loaded: LoadedCall,
  signal: CallSignal,
  events: readonly CallEvent[],
  ids: () => string,
  now: Date,
): LedgerChanges {
  const told = signal.kind === 'recording' ? decideRecording(loaded.recordings, signal, ids(), now) : null;
  const messages = events.flatMap((event) => (event.kind === 'voicemail-left' && event.body.seconds > 0 ? [event.body.step] : []));
  const awaited = messages.flatMap((step) => expectRecording(loaded.recordings, { kind: 'voicemail', step }, ids(), now) ?? []);
  return ledgerOf([...(told === null ? [] : [told]), ...awaited]);
}

function ledgerOf(changes: readonly RecordingChange[]): LedgerChanges {
  return { recordings: changes, fetch: changes.filter(isDue).map((change) => change.id) };
}
