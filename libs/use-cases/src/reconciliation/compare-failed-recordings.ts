import { listFailedRecordings } from '@ringbase/database';
import { decideCause } from '@ringbase/domain';
import type { ProviderRecording, Telephony } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import type { Note, ReconcileDeps } from './difference.js';
import { isUnreadable } from './is-unreadable.js';

/** Recordings that failed here for good and that the provider's list of their day, just read, does not have any more: erased there. */
export async function compareFailedRecordings(
  ctx: HouseContext,
  { telephony }: ReconcileDeps,
  day: { from: Date; until: Date },
  listed: ReadonlySet<string>,
  note: Note,
): Promise<void> {
  for (const { providerRecordingId, callId, failure } of await listFailedRecordings(ctx.house.db, telephony.provider, day)) {
    if (listed.has(providerRecordingId)) continue;
    // Whose moment differs from the provider's by seconds may stand in the next day's list.
    const found = await ask(telephony, providerRecordingId);
    if (found !== null && (found === 'unreadable' || found.erased !== true)) continue;
    const cause = decideCause({ kind: 'recording-failed', there: found === null ? 'unknown' : 'erased', failure });
    await note({ kind: 'recording-failed', providerId: providerRecordingId, callId, cause, repaired: false });
  }
}

/** One that cannot be read is there, and holds up no other. */
async function ask({ findRecording }: Telephony, providerRecordingId: string): Promise<ProviderRecording | null | 'unreadable'> {
  try {
    return await findRecording(providerRecordingId);
  } catch (error) {
    if (isUnreadable(error)) return 'unreadable';
    throw error;
  }
}
