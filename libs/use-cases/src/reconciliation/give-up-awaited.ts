import { type AwaitedRecording, listOverdueRecordings, saveAbsent } from '@ringbase/database';
import { decideCause, recordingsOverdueBefore } from '@ringbase/domain';
import type { ProviderRecording } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';
import { compareEachRecording } from './compare-each-recording.js';
import type { Note, ReconcileDeps } from './difference.js';
import { repairs } from './repairs.js';

/**
 * Recordings that we still await though their call is long over. One begun since `since` of which no word has ever come, nor the provider's list told, is
 * absent. One that has a name there is asked for by it, one after the other: the list may have passed it over, been read in another round, or shown what
 * could not be written. It is absent if the provider does not know it, and compared as if it were listed if it does: one that is not finished there is
 * awaited further.
 */
export async function giveUpAwaited(ctx: HouseContext, deps: ReconcileDeps, since: Date, note: Note): Promise<void> {
  const there: ProviderRecording[] = [];
  const overdue = await listOverdueRecordings(ctx.house.db, { only: deps.telephony.provider }, since, recordingsOverdueBefore(ctx.clock()));
  for (const line of overdue)
    await repairs(ctx, async () => {
      const found = line.providerRecordingId === null ? null : await deps.telephony.findRecording(line.providerRecordingId);
      if (found === null) await giveUp(ctx, line, note);
      else there.push(found);
    });
  await compareEachRecording(ctx, deps, there, false, note);
}

async function giveUp(ctx: HouseContext, { id, callId, providerRecordingId }: AwaitedRecording, note: Note): Promise<void> {
  const givenUp = await ctx.houseTransaction(async (tx) => {
    const saved = await saveAbsent(tx, id);
    if (saved) await appendRecordingNews(tx, id);
    return saved;
  });
  if (!givenUp) return;
  const cause = decideCause({ kind: 'recording-not-attached', there: 'unknown' });
  await note({ kind: 'recording-not-attached', providerId: providerRecordingId ?? id, callId, cause, repaired: true });
}
