import { listOverdueRecordings, saveAbsent } from '@ringbase/database';
import { recordingsOverdueBefore } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';

/** Recordings of a PBX's calls since a moment that it has not brought though the call is long over: absent, until it brings one after all. */
export async function giveUpPbxRecordings(ctx: HouseContext, since: Date): Promise<void> {
  for (const { id } of await listOverdueRecordings(ctx.house.db, 'pbx', since, recordingsOverdueBefore(ctx.clock()))) {
    const saved = await ctx.houseTransaction(async (tx) => {
      const isFirst = await saveAbsent(tx, id);
      if (isFirst) await appendRecordingNews(tx, id);
      return isFirst;
    });
    if (saved) ctx.log.info({ event: 'recording.absent', recordingId: id });
  }
}
