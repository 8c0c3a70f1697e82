import { listOverdueRecordings, saveAbsent } from '@ringbase/database';
import { decideCause, recordingsOverdueBefore } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';
import type { Note, ReconcileDeps } from './difference.js';

/** Recordings that we still await though their call is long over and the provider's list, just read, does not have them: they are absent. */
export async function giveUpAwaited(ctx: HouseContext, deps: ReconcileDeps, since: Date, note: Note): Promise<void> {
  const cause = decideCause({ kind: 'recording-not-attached', there: 'unknown' });
  for (const { id, callId, providerRecordingId } of await listOverdueRecordings(
    ctx.house.db,
    { only: deps.telephony.provider },
    since,
    recordingsOverdueBefore(ctx.clock()),
  )) {
    const givenUp = await ctx.houseTransaction(async (tx) => {
      const saved = await saveAbsent(tx, id);
      if (saved) await appendRecordingNews(tx, id);
      return saved;
    });
    if (givenUp) await note({ kind: 'recording-not-attached', providerId: providerRecordingId ?? id, callId, cause, repaired: true });
  }
}
