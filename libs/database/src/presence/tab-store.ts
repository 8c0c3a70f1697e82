import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { tabs } from '../schema/tables.js';

export type TabLease = { personId: string; tab: string; softphone: boolean; expiresAt: Date };

/** The lease of a tab as it stands, locked for the length of the transaction; null for a tab never seen. */
export async function lockTab(db: Tx, personId: string, tab: string): Promise<TabLease | null> {
  const [found] = await db
    .select({ personId: tabs.personId, tab: tabs.tab, softphone: tabs.softphone, expiresAt: tabs.expiresAt })
    .from(tabs)
    .where(and(eq(tabs.personId, personId), eq(tabs.tab, tab)))
    .for('update');
  return found ?? null;
}

/** Extends a lease, or begins it. `activeAt` null: the tab was not used since. */
export async function saveTabLease(db: Db | Tx, lease: TabLease, activeAt: Date | null, now: Date): Promise<void> {
  const { softphone, expiresAt } = lease;
  await db
    .insert(tabs)
    .values({ ...lease, activeAt: activeAt ?? now })
    .onConflictDoUpdate({
      target: [tabs.personId, tabs.tab],
      set: activeAt ? { softphone, expiresAt, activeAt } : { softphone, expiresAt },
    });
}

export type ShortenLease = { personId: string; tab: string; lease: Date; until: Date };

/** Lets a lease end at `until`, if it is still the one that ends at `lease`; one that ends before stays as it is. */
export async function shortenTabLease(db: Db | Tx, { personId, tab, lease, until }: ShortenLease): Promise<void> {
  await db
    .update(tabs)
    .set({ expiresAt: until })
    .where(and(eq(tabs.personId, personId), eq(tabs.tab, tab), lte(tabs.expiresAt, lease), gt(tabs.expiresAt, until)));
}

/** Removes up to `limit` leases that have lapsed by `now`; returns whose they were. Rows another worker holds are skipped. */
export async function removeLapsedTabs(db: Db | Tx, now: Date, limit: number): Promise<string[]> {
  const lapsed = db
    .select({ personId: tabs.personId, tab: tabs.tab })
    .from(tabs)
    .where(lte(tabs.expiresAt, now))
    .limit(limit)
    .for('update', { skipLocked: true });
  const removed = await db.delete(tabs).where(sql`(${tabs.personId}, ${tabs.tab}) in (${lapsed})`).returning({ personId: tabs.personId });
  return [...new Set(removed.map((row) => row.personId))];
}
