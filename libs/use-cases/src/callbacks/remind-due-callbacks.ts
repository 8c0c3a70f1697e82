import {
  appendAudit,
  appendOutbox,
  claimDueCallbacks,
  type DueCallback,
  fireCallback,
  newsRow,
  type Passing,
  postponeCallback,
  type Tx,
} from '@ringbase/database';
import { decideDue } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { callbackNews } from './callback-news.js';

const BATCH = 100;
/** After this another worker takes over what a killed one had claimed. */
const LEASE_MS = 20_000;

/**
 * Tells who must know of the promises that have come due, each once. Every promise is decided and saved in a transaction of its own, so that
 * one failure never stops the rest; a failed one is tried again when its lease has run out. Returns how many it found.
 */
export async function remindDueCallbacks(ctx: HouseContext): Promise<number> {
  const due = await claimDueCallbacks(ctx.house.db, ctx.clock(), LEASE_MS, BATCH);
  for (const callback of due) {
    try {
      await ctx.houseTransaction((tx) => remind(ctx, tx, callback));
    } catch (error) {
      ctx.log.error({ event: 'callback.remind-failed', callbackId: callback.promise.id, err: error });
    }
  }
  return due.length;
}

async function remind(ctx: HouseContext, tx: Tx, { promise, facts }: DueCallback): Promise<void> {
  const now = ctx.clock();
  const decision = decideDue(promise, facts, now);
  const about = { callbackId: promise.id, decision: decision.kind };
  if (decision.kind === 'wait') {
    ctx.log.warn({ event: 'callback.waits', ...about, reason: decision.reason });
    return postponeCallback(tx, promise, decision.until);
  }
  const person = decision.kind === 'remind' ? decision.person : decision.to;
  const passing: Passing | null =
    decision.kind === 'remind' ? null : { to: person, level: person === facts.curator ? 'curator' : 'director', reason: decision.reason };
  if (!(await fireCallback(tx, promise, passing, now))) return;
  if (passing !== null) {
    const act = { actorId: null, act: 'callback.passed-on', objectKind: 'callback', objectIds: [promise.id], at: now };
    await appendAudit(tx, { id: ctx.ids(), ...act });
  }
  await appendOutbox(tx, [
    newsRow({ kind: 'callback-due', callbackId: promise.id }, { people: [person], departments: [] }),
    await callbackNews(tx, { ...promise, ownerIds: [promise.ownerId, person] }),
  ]);
  ctx.log.info({ event: 'callback.due', ...about, lateMs: now.getTime() - promise.dueAt.getTime() });
}
