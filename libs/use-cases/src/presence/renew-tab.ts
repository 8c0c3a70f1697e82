import { appendOutbox, lockTab, saveTabLease } from '@ringbase/database';
import type { Context } from '../context.js';
import { presenceNews } from './presence-news.js';

const LEASE_MS = 40_000;

export type RenewTab = {
  tab: string;
  /** Its telephone is registered; null: not known yet, as a lease that still lives says. */
  softphone: boolean | null;
  /** It has the focus, or was used since the last time. */
  active: boolean;
};

/**
 * Keeps a tab of my console alive for 40 s from now; returns the end of its lease. Tells only what others can see: a tab that comes, a
 * telephone that comes or goes.
 */
export async function renewTab(ctx: Context, { tab, softphone: registered, active }: RenewTab): Promise<Date> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  const expiresAt = new Date(now.getTime() + LEASE_MS);
  await ctx.transaction(async (tx) => {
    const before = await lockTab(tx, personId, tab);
    const alive = before !== null && now < before.expiresAt;
    const softphone = registered ?? (alive && before.softphone);
    await saveTabLease(tx, { personId, tab, softphone, expiresAt }, active ? now : null, now);
    if (!alive || before.softphone !== softphone) await appendOutbox(tx, await presenceNews(tx, [personId]));
  });
  return expiresAt;
}
