import { appendOutbox, saveRecordingDue, workRow } from '@ringbase/database';
import type { HouseContext } from '../context.js';

/** Has our worker fetch a recording at once, from its first attempt on; one that is settled well stays as it is. */
export async function haveRecordingFetched(ctx: HouseContext, provider: string, providerRecordingId: string): Promise<void> {
  await ctx.houseTransaction(async (tx) => {
    const recordingId = await saveRecordingDue(tx, provider, providerRecordingId, ctx.clock());
    if (recordingId !== null) await appendOutbox(tx, [workRow('recordings.fetch', { recordingId })]);
  });
}
