import { type jobs, outboxChannel } from '@ringbase/contracts';
import type { JobHandlers, Log, Outgoing, PubSub, Queue, Storage } from '@ringbase/platform';
import type { RecordingSource, Telephony } from '@ringbase/telephony';
import {
  endPassedPresence,
  type HouseContext,
  passOnPromises,
  remindDueCallbacks,
  sweepCallSignals,
  sweepOutbox,
} from '@ringbase/use-cases';
import { diallingLoops } from './dialling/dialling-loops.js';
import { type Loop, type LoopDeclaration, startLoop } from './loop/start-loop.js';
import { queueLoops } from './queue/queue-loops.js';
import { nightlyLoop, reconcilerLoop, runRequestedReconciliation } from './reconciliation/reconciler-loop.js';
import { recordingsLoops } from './recordings/recordings-loops.js';
import { relayLoop } from './relay/relay-loop.js';
import { replayLoop } from './scripts/replay-loop.js';
import { scriptsLoops } from './scripts/scripts-loops.js';
import { type WorkerName, workerNames } from './worker-name.js';

export type WorkersDeps = {
  /** On the worker role's pool. */
  ctx: HouseContext;
  queue: Queue<typeof jobs>;
  /** Where news goes. */
  news: PubSub;
  /** Where writers ring after a commit. PostgreSQL's, always: a webhook talks to nothing else. */
  bells: PubSub;
  /** Calls back when business time jumps: everything may be due. */
  onTick: (listener: () => void) => () => void;
  telephony: Telephony;
  /** Where the sound of other providers' recordings comes from. */
  recordingSources?: readonly RecordingSource[];
  /** Where recordings are kept. */
  storage: Storage;
  /** The way out that call scripts ask outside systems by. */
  outgoing: Outgoing;
  /** Where the provider reaches us. */
  publicUrl: string;
  /** ISO 3166 country that callers' numbers without a country are read in. */
  defaultRegion: string;
  log: Log;
  /** What this replica runs; everything unless told. */
  picks?: readonly WorkerName[];
};

export type Workers = {
  /** Throws when a loop has not ended a round well for too long. */
  check(): void;
  /** Takes nothing new and resolves when what runs is done. */
  stop(): Promise<void>;
};

/** Milliseconds. What people wait for is looked for every two seconds, whatever became of queue and pub/sub. */
const SOON = 2_000;
const NOW_AND_THEN = 60_000;

/** Starts what this replica has picked. Everything it does is found by rows in the database, so any number of replicas may run the same. */
export async function startWorkers(deps: WorkersDeps): Promise<Workers> {
  const { ctx, log, picks = workerNames } = deps;
  const declared: Record<WorkerName, LoopDeclaration[]> = {
    relay: [relayLoop(deps)],
    reminders: [
      { name: 'reminders', everyMs: SOON, round: () => remindDueCallbacks(ctx) },
      { name: 'passing on', everyMs: SOON, round: () => passOnPromises(ctx) },
    ],
    presence: [{ name: 'presence', everyMs: SOON, round: () => endPassedPresence(ctx) }],
    recordings: recordingsLoops(ctx, deps),
    dialling: diallingLoops(ctx, deps),
    scripts: [...scriptsLoops(ctx, deps), replayLoop(ctx)],
    queue: queueLoops(ctx, deps),
    reconciler: [reconcilerLoop(ctx, deps), nightlyLoop(ctx, deps)],
    retention: [
      { name: 'retention of the outbox', everyMs: NOW_AND_THEN, round: () => sweepOutbox(ctx) },
      { name: 'retention of call signals', everyMs: NOW_AND_THEN, round: () => sweepCallSignals(ctx) },
    ],
  };
  const picked = workerNames.filter((name) => picks.includes(name));
  const loops = new Map<WorkerName, Loop[]>(picked.map((name) => [name, declared[name].map((loop) => startLoop(loop, log))]));
  const wake = (name: WorkerName) => {
    for (const loop of loops.get(name) ?? []) loop.wake();
  };

  const ends: (() => Promise<void> | void)[] = [deps.onTick(() => picked.forEach(wake))];
  if (loops.has('relay')) ends.push(await deps.bells.subscribe(outboxChannel, () => wake('relay')));
  const lanes = lanesOf(picked);
  if (lanes.length > 0) {
    const working = deps.queue.work(makeHandlers(deps, wake), { concurrency: 1, lanes });
    ends.push(() => working.stop());
  }
  log.info({ event: 'workers.started', picks: picked });

  const all = [...loops.values()].flat();
  return {
    check: () => {
      for (const loop of all) loop.check();
    },
    async stop() {
      await Promise.all(ends.map(async (end) => end()));
      await Promise.all(all.map((loop) => loop.stop()));
    },
  };
}

/** Which of the queue's lanes belong to what is picked. */
function lanesOf(picked: readonly WorkerName[]) {
  const lanes = { recordings: 'recordings', dialling: 'calls', scripts: 'scripts', queue: 'queue', reconciler: 'reconciliation' } as const;
  return picked.flatMap((name) => (name in lanes ? [lanes[name as keyof typeof lanes]] : []));
}

/** A job of recordings or dialling says that a row waits; the row says what is to be done, and is found without the job as well. */
function makeHandlers(deps: WorkersDeps, wake: (name: WorkerName) => void): JobHandlers<typeof jobs> {
  return {
    'recordings.fetch': async () => wake('recordings'),
    'calls.dial': async () => wake('dialling'),
    'calls.settle': async () => wake('dialling'),
    'queue.serve': async () => wake('queue'),
    'scripts.effects': async () => wake('scripts'),
    'scripts.replays': async () => wake('scripts'),
    'reconciliation.run': (asked) => runRequestedReconciliation(deps.ctx, deps, asked),
  };
}
