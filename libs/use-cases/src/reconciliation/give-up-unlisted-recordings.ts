import { listOverdueRecordings, saveAbsent } from '@ringbase/database';
import { recordingsOverdueBefore } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';
import { haveRecordingFetched } from './have-recording-fetched.js';

/** Long before any call. */
const EVER = new Date(0);

/**
 * Recordings of whoever has no list that we read (an exchange, a second phone company), which it has neither brought nor told the end of though the call is
 * long over. One that it has named can be asked for, so our worker fetches it, or it fails visibly; of any other there is nothing but time to go by: absent,
 * until it comes after all.
 */
export async function giveUpUnlistedRecordings(ctx: HouseContext, listed: string): Promise<void> {
  const overdue = await listOverdueRecordings(ctx.house.db, { otherThan: listed }, EVER, recordingsOverdueBefore(ctx.clock()));
  for (const { id, provider, providerRecordingId } of overdue) {
    if (providerRecordingId === null) await giveUp(ctx, id);
    else await haveRecordingFetched(ctx, provider, providerRecordingId);
  }
}

async function giveUp(ctx: HouseContext, recordingId: string): Promise<void> {
  const saved = await ctx.houseTransaction(async (tx) => {
    const isFirst = await saveAbsent(tx, recordingId);
    if (isFirst) await appendRecordingNews(tx, recordingId);
    return isFirst;
  });
  if (saved) ctx.log.info({ event: 'recording.absent', recordingId });
}
