import { claimNight, closeSettledDifferences, findCompanyTimeZone, renewNight, saveNightStep, writeProof } from '@ringbase/database';
import { decideNight, type NightStep, stepsOfNight } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { closeForgotten } from './close-forgotten.js';
import { compareCalls } from './compare-calls.js';
import { compareFailedRecordings } from './compare-failed-recordings.js';
import { compareRecordings } from './compare-recordings.js';
import { compareRooms } from './compare-rooms.js';
import type { Note, ReconcileDeps } from './difference.js';
import { giveUpAwaited } from './give-up-awaited.js';
import { makeNote } from './make-note.js';
import { settleDials } from './settle-dials.js';

export type NightDeps = ReconcileDeps & {
  /** Awaited before each further page of the provider's lists is asked for, so that others' requests find room. */
  pause: () => Promise<void>;
};
export type NightResult = { runId: string; night: string; step: NightStep['kind']; finished: boolean };
type Seen = Parameters<typeof saveNightStep>[2]['seen'];
type Work = { runId: string; night: string; since: Date; until: Date; betweenPages: () => Promise<void>; note: Note };

/** Milliseconds for which a step is a worker's own; renewed with every page. A worker that died, or whom the provider refused, is followed after it. */
const LEASE = 10 * 60_000;

/**
 * Does the next step of the nightly look at the last week: once a night, whatever the number of workers and restarts. Null: nothing is due, or another is
 * at it. What fails is tried again when its lease has passed; a step that is done twice changes nothing.
 */
export async function reconcileNightIfDue(ctx: HouseContext, deps: NightDeps): Promise<NightResult | null> {
  const now = ctx.clock();
  const due = decideNight(now, (await findCompanyTimeZone(ctx.house.db)) ?? 'UTC');
  const lease = () => new Date(ctx.clock().getTime() + LEASE);
  const claimed = await claimNight(ctx.house.db, { ...due, runId: ctx.ids(), now, leaseUntil: lease() });
  if (claimed === null) return null;
  const { runId, since, until, stepsDone } = claimed;
  const steps = stepsOfNight({ since, until });
  const step = steps[stepsDone] ?? { kind: 'proof' };
  const { note, count } = makeNote(ctx, { runId, provider: deps.telephony.provider });
  const betweenPages = async () => {
    await deps.pause();
    await renewNight(ctx.house.db, runId, lease());
  };
  const seen = await doStep(ctx, deps, step, { runId, night: due.night, since, until, betweenPages, note });
  const finished = stepsDone + 1 >= steps.length;
  await saveNightStep(ctx.house.db, runId, { step: stepsDone, seen, finishedAt: finished ? ctx.clock() : null });
  ctx.log.info({ event: 'reconciler.night-step', runId, night: due.night, step: step.kind, differences: count(), finished, ...seen });
  return { runId, night: due.night, step: step.kind, finished };
}

async function doStep(ctx: HouseContext, deps: NightDeps, step: NightStep, work: Work): Promise<Seen> {
  const { betweenPages, note } = work;
  switch (step.kind) {
    case 'dials':
      await settleDials(ctx, deps, note);
      return {};
    case 'calls':
      return { callsSeen: await compareCalls(ctx, deps, { since: step.from, until: step.until, betweenPages }, note) };
    case 'forgotten':
      await closeForgotten(ctx, deps, note);
      return {};
    case 'rooms':
      return compareRooms(ctx, deps, { betweenPages }, note);
    case 'recordings':
      return { recordingsSeen: await compareDay(ctx, deps, step, work) };
    case 'awaited':
      await giveUpAwaited(ctx, deps, work.since, note);
      return {};
    case 'proof':
      await closeSettledDifferences(ctx.house.db, ctx.clock());
      await writeProof(ctx.house.db, { ...work, computedAt: ctx.clock() });
      return {};
  }
}

async function compareDay(ctx: HouseContext, deps: NightDeps, { from, until }: { from: Date; until: Date }, work: Work): Promise<number> {
  const listed = new Set<string>();
  const filter = { since: from, until, betweenPages: work.betweenPages, late: true, onListed: (id: string) => void listed.add(id) };
  const seen = await compareRecordings(ctx, deps, filter, work.note);
  await compareFailedRecordings(ctx, deps, { from, until }, listed, work.note);
  return seen;
}
