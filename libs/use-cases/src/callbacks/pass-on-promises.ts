import {
  appendAudit,
  appendOutbox,
  claimPassingCallbacks,
  leaveCallback,
  listPresence,
  newsRow,
  type PassingCallback,
  passCallback,
  type Term,
  type Tx,
} from '@ringbase/database';
import {
  afterOpenMinutes,
  decidePassing,
  defaultCallbackRules,
  effectiveStatus,
  isOwedToCaller,
  type PassingFacts,
} from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { callbackNews } from './callback-news.js';

const BATCH = 100;
/** After this another worker takes over what a killed one had claimed. */
const LEASE_MS = 20_000;

/**
 * Passes on what lies too long with who is not there, once, upwards only; both are told. Every promise is decided and saved in a transaction of its
 * own; a failed one is tried again when its lease has run out. Returns how many it found.
 */
export async function passOnPromises(ctx: HouseContext): Promise<number> {
  const due = await claimPassingCallbacks(ctx.house.db, ctx.clock(), LEASE_MS, BATCH);
  for (const callback of due) {
    try {
      await ctx.houseTransaction((tx) => passOn(ctx, tx, callback));
    } catch (error) {
      ctx.log.error({ event: 'callback.passing-failed', callbackId: callback.promise.id, err: error });
    }
  }
  return due.length;
}

async function passOn(ctx: HouseContext, tx: Tx, callback: PassingCallback): Promise<void> {
  const now = ctx.clock();
  const { promise } = callback;
  const facts = await readFacts(tx, callback, now);
  const decision = decidePassing(promise, facts, now);
  const term = termOf(promise, facts);
  if (decision.kind === 'stay')
    return leaveCallback(tx, promise, { ...term, lookAt: decision.lookAgainAt, hold: facts.ownerDismissed || promise.ownerId === null });
  if (!(await passCallback(tx, promise, decision, { ...term, lookAt: decision.lookAgainAt }, now))) return;
  const act = { actorId: null, act: 'callback.passed-on', objectKind: 'callback', objectIds: [promise.id], at: now };
  await appendAudit(tx, { id: ctx.ids(), ...act });
  const told = newsRow({ kind: 'callback-due', callbackId: promise.id }, { people: [decision.to], departments: [] });
  await appendOutbox(tx, [
    ...(promise.origin === 'review' ? [] : [told]),
    await callbackNews(tx, { ...promise, ownerIds: [promise.firstOwnerId, promise.ownerId, decision.to] }),
  ]);
  ctx.log.info({ event: 'callback.passed-on', callbackId: promise.id, to: decision.to, level: decision.level, reason: decision.reason });
}

/** Said once, when it is first looked at: neither a snooze nor a later change of the rules moves it. */
function termOf({ origin, promisedAt, keepBy, dueAt }: PassingCallback['promise'], { hours, rules }: PassingFacts): Term {
  if (!isOwedToCaller(origin)) return { promisedAt, keepBy };
  const since = promisedAt ?? dueAt;
  return { promisedAt: since, keepBy: keepBy ?? afterOpenMinutes(hours, since, rules.keepMinutes) };
}

async function readFacts(tx: Tx, callback: PassingCallback, now: Date): Promise<PassingFacts> {
  const { promise, pairIds, curatorIds, ownerDismissed, director, hours } = callback;
  const owner = promise.ownerId === null ? [] : [promise.ownerId];
  const presences = await listPresence(tx, [...owner, ...pairIds, ...curatorIds]);
  const statuses = new Map(presences.map((presence) => [presence.personId, effectiveStatus(presence, now)]));
  const withStatus = (id: string) => ({ id, status: statuses.get(id) ?? ('offline' as const) });
  return {
    ownerDismissed,
    ownerStatus: statuses.get(promise.ownerId ?? '') ?? 'offline',
    pair: pairIds.map(withStatus),
    curators: curatorIds.map(withStatus),
    director,
    hours,
    rules: callback.rules ?? defaultCallbackRules,
  };
}
