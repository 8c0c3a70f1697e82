import {
  appendAudit,
  type ClaimedReplay,
  claimReplay,
  countRecordedCalls,
  insertReplayCalls,
  listScriptsById,
  matrixKey,
  type ReplayResult,
  readRecordedCalls,
  type StoredCall,
  saveReplayProgress,
  toFacts,
} from '@ringbase/database';
import { type CallScript, defaultScript, type ReplayedCall, replayCall } from '@ringbase/domain';
import type { HouseContext } from '../context.js';

/** Milliseconds: a batch takes far less, and each prolongs it. */
const LEASE = 60_000;
const BATCH = 2_000;
/** Then the worker looks whether it is to stop; whoever comes next goes on at once. */
const BATCHES_A_ROUND = 10;

const nothing: ReplayResult = { counts: { same: 0, elsewhere: 0, better: 0, worse: 0 }, matrix: {}, last: null };

/**
 * Takes up the oldest replay that waits, or whose worker was lost, and goes on where it was left, batch by batch, for a bounded while. What
 * cannot be replayed fails it, in words; a lost database leaves it to whoever claims it next. Returns how many it took up.
 */
export async function replayScripts(ctx: HouseContext): Promise<number> {
  const now = ctx.clock();
  const claimed = await claimReplay(ctx.house.db, now, new Date(now.getTime() + LEASE));
  if (claimed === null) return 0;
  const total = claimed.total ?? (await countRecordedCalls(ctx.house, claimed));
  const scripts = new Map<string, CallScript>();
  let replayed = claimed.replayed;
  let result = claimed.result ?? nothing;
  let reading = readRecordedCalls(ctx.house, claimed, result.last, BATCH);
  for (let batch = 1; batch <= BATCHES_A_ROUND; batch += 1) {
    const calls = await reading;
    const last = lastOf(calls);
    const over = calls.length < BATCH;
    if (!over && batch < BATCHES_A_ROUND) reading = readAhead(ctx, claimed, last);
    await addScripts(ctx, scripts, calls);
    const done = replayAll(claimed, scripts, calls);
    if ('failure' in done) {
      ctx.log.warn({ event: 'script.replay-failed', replayId: claimed.id, callId: done.callId, err: done.failure });
      const failure = `The call ${done.callId} could not be replayed`;
      await save(ctx, claimed, replayed, { total, replayed, result, state: 'failed', failure, leaseUntil: null }, []);
      return 1;
    }
    const next = replayed + calls.length;
    result = added(result, done.calls, last ?? result.last);
    const progress = {
      // Calls that ended meanwhile are replayed, too.
      total: over ? next : Math.max(total, next),
      replayed: next,
      result,
      state: over ? ('done' as const) : ('running' as const),
      failure: null,
      leaseUntil: over || batch === BATCHES_A_ROUND ? null : new Date(ctx.clock().getTime() + LEASE),
    };
    const mine = await save(ctx, claimed, replayed, progress, done.calls);
    if (!mine || over) return 1;
    replayed = next;
  }
  return 1;
}

/** The database reads the next calls while these are replayed. A failure is met when they are waited for. */
function readAhead(ctx: HouseContext, claimed: ClaimedReplay, last: ReplayResult['last']): Promise<readonly StoredCall[]> {
  const reading = readRecordedCalls(ctx.house, claimed, last, BATCH);
  reading.catch(() => undefined);
  return reading;
}

function lastOf(calls: Recorded): ReplayResult['last'] {
  const last = calls.at(-1);
  return last === undefined ? null : { at: last.at.toISOString(), callId: last.callId };
}

type Recorded = readonly StoredCall[];
type Replayed = ReplayedCall & { at: Date };

async function addScripts(ctx: HouseContext, scripts: Map<string, CallScript>, calls: Recorded): Promise<void> {
  const missing = [...new Set(calls.flatMap(({ scriptId }) => scriptId ?? []))].filter((id) => !scripts.has(id));
  for (const [id, script] of await listScriptsById(ctx.house.db, missing)) scripts.set(id, script);
}

/** Each call by the version that it really ran on, and by the script that is tried. */
function replayAll(
  { script }: ClaimedReplay,
  scripts: ReadonlyMap<string, CallScript>,
  calls: Recorded,
): { calls: Replayed[] } | { failure: unknown; callId: string } {
  const replayed: Replayed[] = [];
  for (const call of calls) {
    try {
      const before = call.scriptId === null ? defaultScript : scripts.get(call.scriptId);
      if (before !== undefined) replayed.push({ ...replayCall(before, script, { ...call, facts: toFacts(call.facts) }), at: call.at });
    } catch (failure) {
      return { failure, callId: call.callId };
    }
  }
  return { calls: replayed };
}

function added(result: ReplayResult, calls: readonly ReplayedCall[], last: ReplayResult['last']): ReplayResult {
  const [counts, matrix] = [{ ...result.counts }, { ...result.matrix }];
  for (const call of calls) {
    counts[call.change] += 1;
    matrix[matrixKey(call)] = (matrix[matrixKey(call)] ?? 0) + 1;
  }
  return { counts, matrix, last };
}

/** False: another has taken the replay meanwhile, and goes on with it. */
async function save(
  ctx: HouseContext,
  { id, requestedBy }: ClaimedReplay,
  before: number,
  progress: Parameters<typeof saveReplayProgress>[3],
  calls: readonly Replayed[],
): Promise<boolean> {
  return ctx.houseTransaction(async (tx) => {
    if (!(await saveReplayProgress(tx, id, before, progress))) return false;
    await insertReplayCalls(tx, id, calls);
    if (progress.state !== 'running') {
      await appendAudit(tx, {
        id: ctx.ids(),
        actorId: requestedBy,
        act: `call-script.replay-${progress.state}`,
        objectKind: 'script-replay',
        objectIds: [id],
        at: ctx.clock(),
      });
    }
    return true;
  });
}
