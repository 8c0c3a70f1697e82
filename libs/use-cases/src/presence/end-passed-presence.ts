import { appendOutbox, endPassedChoices, endPassedWrapUps, removeLapsedTabs } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { presenceNews } from './presence-news.js';

const BATCH = 200;

/** Ends what has had its time: chosen statuses, wrap-ups, leases of tabs. Returns of how many people. */
export async function endPassedPresence(ctx: HouseContext): Promise<number> {
  const now = ctx.clock();
  return ctx.houseTransaction(async (tx) => {
    const ended = [
      ...(await endPassedChoices(tx, now, BATCH)),
      ...(await endPassedWrapUps(tx, now, BATCH)),
      ...(await removeLapsedTabs(tx, now, BATCH)),
    ];
    const people = [...new Set(ended)];
    await appendOutbox(tx, await presenceNews(tx, people));
    return people.length;
  });
}
