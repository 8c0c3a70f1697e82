import { finishRun, insertRun, wakeOpenControls } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { closeForgotten } from './close-forgotten.js';
import { closeSilentCalls } from './close-silent-calls.js';
import { compareCalls } from './compare-calls.js';
import { compareRecordings } from './compare-recordings.js';
import type { ReconcileDeps } from './difference.js';
import { giveUpAwaited } from './give-up-awaited.js';
import { giveUpUnlistedRecordings } from './give-up-unlisted-recordings.js';
import { makeNote } from './make-note.js';
import { settleDials } from './settle-dials.js';

export type ReconcileRun = { runId: string; since: Date; requestedBy: string | null };
export type ReconcileResult = { runId: string; callsSeen: number; recordingsSeen: number; differences: number };

/**
 * Compares the provider's lists since a moment with our rows and closes what its messages never told, by the same way that they take. Each
 * difference is kept as a row as it is found; doing it twice, or twice at once, changes nothing.
 */
export async function reconcile(
  ctx: HouseContext,
  deps: ReconcileDeps,
  { runId, since, requestedBy }: ReconcileRun,
): Promise<ReconcileResult> {
  await insertRun(ctx.house.db, { id: runId, startedAt: ctx.clock(), since, requestedBy });
  const { note, count } = makeNote(ctx, { runId, provider: deps.telephony.provider });
  await settleDials(ctx, deps, note);
  const callsSeen = await compareCalls(ctx, deps, { since }, note);
  await closeForgotten(ctx, deps, note);
  const recordingsSeen = await compareRecordings(ctx, deps, { since }, note);
  await giveUpAwaited(ctx, deps, since, note);
  // Whoever sits in a conference alone because a word was lost is found by what is known now.
  await wakeOpenControls(ctx.house.db, ctx.clock());
  // Of whoever has no list: what was not told in time is over.
  await closeSilentCalls(ctx, deps);
  await giveUpUnlistedRecordings(ctx, deps.telephony.provider);
  await finishRun(ctx.house.db, runId, { finishedAt: ctx.clock(), callsSeen, recordingsSeen });
  const differences = count();
  ctx.log.info({ event: 'reconciler.finished', runId, callsSeen, recordingsSeen, differences });
  return { runId, callsSeen, recordingsSeen, differences };
}
