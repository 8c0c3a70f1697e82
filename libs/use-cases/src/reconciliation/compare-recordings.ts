import type { ListFilter, ProviderRecording } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import { compareEachRecording } from './compare-each-recording.js';
import type { Note, ReconcileDeps } from './difference.js';

const BATCH = 200;

export type RecordingsListed = ListFilter & {
  /** Also say which of them failed here or are fetched late: what a person has to look at. */
  late?: boolean;
  /** Told of each that the provider has. */
  onListed?: (providerRecordingId: string) => void;
};

/** Compares recordings; what is finished there and not awaited here becomes due for the worker. Returns how many the provider has. */
export async function compareRecordings(ctx: HouseContext, deps: ReconcileDeps, listed: RecordingsListed, note: Note): Promise<number> {
  const { late = false, onListed, ...filter } = listed;
  let seen = 0;
  let batch: ProviderRecording[] = [];
  for await (const recording of deps.telephony.listRecordings(filter)) {
    seen += 1;
    onListed?.(recording.providerRecordingId);
    batch.push(recording);
    if (batch.length < BATCH) continue;
    await compareEachRecording(ctx, deps, batch, late, note);
    batch = [];
  }
  await compareEachRecording(ctx, deps, batch, late, note);
  return seen;
}
