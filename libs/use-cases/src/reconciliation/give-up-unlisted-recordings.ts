import { listOverdueRecordings, saveAbsent } from '@ringbase/database';
import { recordingsOverdueBefore } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';

/** Long before any call. */
const EVER = new Date(0);

/**
 * Recordings of whoever has no list that we read (an exchange, a second phone company), which it has neither brought nor told of though the call is
 * long over: absent, until it does after all.
 */
export async function giveUpUnlistedRecordings(ctx: HouseContext, listed: string): Promise<void> {
  const overdue = await listOverdueRecordings(ctx.house.db, { otherThan: listed }, EVER, recordingsOverdueBefore(ctx.clock()));
  for (const { id } of overdue) {
    const saved = await ctx.houseTransaction(async (tx) => {
      const isFirst = await saveAbsent(tx, id);
      if (isFirst) await appendRecordingNews(tx, id);
      return isFirst;
    });
    if (saved) ctx.log.info({ event: 'recording.absent', recordingId: id });
  }
}
