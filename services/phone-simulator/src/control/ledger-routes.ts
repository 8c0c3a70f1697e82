import { createHash } from 'node:crypto';
import type { Express } from 'express';
import { isEnded } from '../calls/leg.js';
import { type Recording, recordedMs, recordedSeconds } from '../recordings/recording.js';
import { wavChunks } from '../recordings/wav.js';
import type { World } from '../world.js';
import { conferenceView } from './conference-view.js';
import { controlRoute } from './control-route.js';
import { legView } from './leg-view.js';
import { queueView } from './queue-view.js';

/** The digest of the media as served with this many channels; computed once. */
export function digestOf(recording: Recording, channels: 1 | 2): { sha256: string; bytes: number } {
  const known = recording.digests.get(channels);
  if (known) return known;
  const hash = createHash('sha256');
  let bytes = 0;
  for (const chunk of wavChunks(recording.sid, recordedMs(recording), recording.voices, channels)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const digest = { sha256: hash.digest('hex'), bytes };
  if (recording.status === 'completed') recording.digests.set(channels, digest);
  return digest;
}

export function recordingView(recording: Recording) {
  const isDone = recording.status === 'completed' || recording.status === 'deleted';
  return {
    sid: recording.sid,
    callSid: recording.callSid,
    source: recording.source,
    status: recording.status,
    channels: recording.channels,
    duration: recordedSeconds(recording),
    durationMs: recordedMs(recording),
    startedAt: new Date(recording.startedAt).toISOString(),
    voices: recording.voices,
    fetches: recording.fetches,
    sha256: isDone ? digestOf(recording, recording.channels).sha256 : null,
    bytes: isDone ? digestOf(recording, recording.channels).bytes : null,
  };
}

function summary(world: World) {
  const count = <T>(items: Iterable<T>, key: (item: T) => string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
    return counts;
  };
  const legs = [...world.legs.values()];
  const sent = world.ledger.webhooks
    .filter((entry) => entry.ms !== null && entry.kind === 'voice')
    .map((entry) => entry.ms ?? 0)
    .sort((a, b) => a - b);
  return {
    seed: world.faults.seed,
    faults: world.faults,
    legs: count(legs, (leg) => leg.status),
    live: legs.filter((leg) => !isEnded(leg)).length,
    rootCalls: legs.filter((leg) => leg.parentSid === null).length,
    webhooks: count(
      world.ledger.webhooks,
      (entry) => `${entry.kind} ${entry.faults.includes('drop') ? 'dropped' : (entry.status ?? entry.error?.split(':')[0] ?? 'in flight')}`,
    ),
    conferences: count(world.conferences.values(), (conference) => conference.status),
    recordings: count(world.recordings.values(), (recording) => recording.status),
    warnings: count(world.ledger.warnings, (entry) => String(entry.code)),
    voiceWebhookMs: {
      count: sent.length,
      p50: sent[Math.floor(sent.length * 0.5)] ?? null,
      p99: sent[Math.floor(sent.length * 0.99)] ?? null,
      max: sent.at(-1) ?? null,
    },
    inFlight: world.busy.count(),
    pendingTimers: world.clock.pending(),
  };
}

/** Everything sent and got. */
export function mountLedger(app: Express, world: World): void {
  app.get(
    '/control/ledger',
    controlRoute(world, (req) => {
      const wanted = typeof req.query.callSid === 'string' ? req.query.callSid : null;
      // A call with its children.
      const legs = [...world.legs.values()].filter((leg) => wanted === null || leg.sid === wanted || leg.parentSid === wanted);
      const sids = new Set(legs.map((leg) => leg.sid));
      const isWanted = (callSid: string | null): boolean => wanted === null || (callSid !== null && sids.has(callSid));
      const { ledger } = world;
      return {
        seed: world.faults.seed,
        faults: world.faults,
        forgotten: ledger.forgotten,
        legs: legs.map((leg) => legView(world, leg)),
        webhooks: ledger.webhooks.filter((entry) => isWanted(entry.callSid)),
        rest: ledger.rest.filter((entry) => isWanted(entry.callSid)),
        recordings: [...world.recordings.values()].filter((recording) => isWanted(recording.callSid)).map(recordingView),
        warnings: ledger.warnings.filter((entry) => isWanted(entry.callSid)),
        // A conference belongs to each of its calls, in whole.
        conferences: [...world.conferences.values()]
          .filter((conference) => wanted === null || conference.history.some((one) => isWanted(one.leg.sid)))
          .map(conferenceView),
        queues: [...world.queues.values()]
          .filter((queue) => wanted === null || queue.history.some((one) => isWanted(one.leg.sid)))
          .map((queue) => queueView(world, queue)),
        audible: ledger.audible.filter((entry) => isWanted(entry.listenerCallSid) || isWanted(entry.speakerCallSid)),
        bridges: ledger.bridges.filter((entry) => isWanted(entry.parentCallSid)),
        heard: ledger.heard.filter((entry) => isWanted(entry.callSid)),
        events: ledger.events.filter((entry) => isWanted(entry.callSid)),
      };
    }),
  );
  app.get(
    '/control/ledger/summary',
    controlRoute(world, () => summary(world)),
  );
}
