import { shortenTabLease } from '@ringbase/database';
import type { Context } from '../context.js';

/** A reload connects again well before this. */
const GRACE_MS = 5_000;

export type CloseTab = {
  tab: string;
  /** The end of the lease as this socket renewed it last. */
  lease: Date;
};

/**
 * A tab's socket has closed: its lease ends soon, and the worker that finds it lapsed tells so. A lease that another socket of the tab has
 * renewed since stays as it is.
 */
export async function closeTab(ctx: Context, { tab, lease }: CloseTab): Promise<void> {
  const until = new Date(ctx.clock().getTime() + GRACE_MS);
  await ctx.transaction((tx) => shortenTabLease(tx, { personId: ctx.actor.personId, tab, lease, until }));
}
