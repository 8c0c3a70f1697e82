import type { ScriptEffect, ScriptEffectKind } from '@ringbase/domain';
import { and, asc, eq, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { scriptEffects } from '../schema/tables.js';

export type DueEffect = {
  id: string;
  callId: string;
  effect: ScriptEffect;
  /** This attempt counted. */
  attempts: number;
  /** When its script wanted it. */
  askedAt: Date;
};

/**
 * Claims up to `limit` effects of these kinds that are to be done at `now`, until `leaseUntil`; each claim is an attempt. Rows another worker holds are skipped,
 * rows of one that died come again when its lease has ended.
 */
export async function claimDueEffects(
  db: Db | Tx,
  kinds: readonly ScriptEffectKind[],
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<DueEffect[]> {
  const claimable = db
    .select({ id: scriptEffects.id })
    .from(scriptEffects)
    .where(dueAt(kinds, now))
    .orderBy(asc(scriptEffects.nextAttemptAt), asc(scriptEffects.id))
    .limit(limit)
    .for('update', { skipLocked: true });
  const claimed = await db
    .update(scriptEffects)
    .set({ leaseUntil, attempts: sql`${scriptEffects.attempts} + 1` })
    .where(sql`${scriptEffects.id} in (${claimable})`)
    .returning(dueColumns);
  return inOrder(claimed as DueEffect[]);
}

/** A request with the scheme and host that it goes to, as its text says them: one that is spelled otherwise is counted as another. */
export type DueRequest = DueEffect & { origin: string };

const origin = sql<string>`coalesce(lower(substring(${scriptEffects.body}->>'url' from '^[^/]*//[^/?#]*')), '')`;

/**
 * Claims requests as `claimDueEffects` does, of each origin no more than `mostOfOrigin` together with those in `busy`: many that wait for one system
 * keep no others from their turn.
 */
export async function claimDueRequests(
  db: Db | Tx,
  {
    now,
    leaseUntil,
    limit,
    busy,
    mostOfOrigin,
  }: { now: Date; leaseUntil: Date; limit: number; busy: Readonly<Record<string, number>>; mostOfOrigin: number },
): Promise<DueRequest[]> {
  const due = dueAt(['http-request'], now);
  const ranked = db
    .select({
      id: scriptEffects.id,
      origin: origin.as('origin'),
      rank: sql<number>`row_number() over (partition by ${origin} order by ${scriptEffects.nextAttemptAt}, ${scriptEffects.id})`.as('rank'),
    })
    .from(scriptEffects)
    .where(due)
    .as('ranked');
  const claimable = db
    .select({ id: scriptEffects.id })
    .from(scriptEffects)
    .innerJoin(ranked, eq(ranked.id, scriptEffects.id))
    // Said again of the row itself: another worker may have claimed it since it was ranked.
    .where(and(due, sql`${ranked.rank} <= ${mostOfOrigin}::int - coalesce((${JSON.stringify(busy)}::jsonb ->> ${ranked.origin})::int, 0)`))
    .orderBy(asc(scriptEffects.nextAttemptAt), asc(scriptEffects.id))
    .limit(limit)
    .for('update', { of: scriptEffects, skipLocked: true });
  const claimed = await db
    .update(scriptEffects)
    .set({ leaseUntil, attempts: sql`${scriptEffects.attempts} + 1` })
    .where(sql`${scriptEffects.id} in (${claimable})`)
    .returning({ ...dueColumns, origin });
  return inOrder(claimed as DueRequest[]);
}

const dueColumns = {
  id: scriptEffects.id,
  callId: scriptEffects.callId,
  effect: scriptEffects.body,
  attempts: scriptEffects.attempts,
  askedAt: sql<Date>`${scriptEffects.nextAttemptAt}`.mapWith(scriptEffects.nextAttemptAt),
};

function dueAt(kinds: readonly ScriptEffectKind[], now: Date): SQL | undefined {
  return and(
    inArray(scriptEffects.kind, [...kinds]),
    lte(scriptEffects.nextAttemptAt, now),
    or(isNull(scriptEffects.leaseUntil), lte(scriptEffects.leaseUntil, now)),
  );
}

function inOrder<E extends DueEffect>(claimed: readonly E[]): E[] {
  return claimed.toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** Ends an effect, once: false when it has been ended before. `failure` null: it was done. */
export async function settleEffect(db: Db | Tx, id: string, failure: string | null): Promise<boolean> {
  const settled = await db
    .update(scriptEffects)
    .set({ state: failure === null ? 'done' : 'failed', failure, nextAttemptAt: null, leaseUntil: null })
    .where(and(eq(scriptEffects.id, id), eq(scriptEffects.state, 'due')))
    .returning({ id: scriptEffects.id });
  return settled.length === 1;
}

/** Puts off an effect that failed, if the claim is still ours (it ends at `held`): nobody tries it before `until`. */
export async function postponeEffect(
  db: Db | Tx,
  id: string,
  held: Date,
  { failure, until }: { failure: string; until: Date },
): Promise<void> {
  await db
    .update(scriptEffects)
    .set({ failure, leaseUntil: until })
    .where(and(eq(scriptEffects.id, id), eq(scriptEffects.state, 'due'), eq(scriptEffects.leaseUntil, held)));
}

/** What a script wanted somebody told; null for one that is not there or was not meant for this person. */
export async function findNotice(tx: Tx, id: string): Promise<{ id: string; callId: string; text: string } | null> {
  const [found] = await tx
    .select({ id: scriptEffects.id, callId: scriptEffects.callId, text: sql<string>`${scriptEffects.body}->>'text'` })
    .from(scriptEffects)
    .where(and(eq(scriptEffects.id, id), eq(scriptEffects.kind, 'notify')));
  return found ?? null;
}
