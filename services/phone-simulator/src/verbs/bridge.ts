import type { Leg } from '../calls/leg.js';
import { answerLeg, endLeg } from '../calls/leg-life.js';
import type { Running } from '../calls/running.js';
import { raceClock } from '../clock/race-clock.js';
import { makeDeferred } from '../deferred.js';
import { append } from '../ledger/ledger.js';
import { finishRecording } from '../recordings/finish-recording.js';
import { refreshLegSound } from '../recordings/refresh-sound.js';
import { setSpeakers } from '../recordings/speakers.js';
import { startRecording } from '../recordings/start-recording.js';
import { pitchOf } from '../recordings/wav.js';
import { announceChange, isoNow, nextEntryId, noteEvent, noteHeard, type World } from '../world.js';
import type { DialRun } from './dial-run.js';

/** Records a Dial: the caller on the first channel, whom he reaches on the second. Nobody is heard before they are joined. https://www.twilio.com/docs/voice/twiml/dial#record */
export function startDialRecording(running: Running, run: DialRun): void {
  const { record } = run.plan;
  if (record === null) return;
  run.recording = startRecording(running.world, running.leg, {
    source: 'DialVerb',
    channels: record.channels,
    callback: record.callback,
    speakers: [],
  });
}

/** From here on both are heard. */
function beginToSpeak(running: Running, run: DialRun, child: Leg): void {
  const { world, leg } = running;
  if (run.recording === null) startDialRecording(running, run);
  if (run.recording === null) return;
  const speakers = [
    { key: leg.sid, hz: leg.manners.toneHz ?? pitchOf(leg.remote, 'caller'), turn: 0, channel: 0 },
    { key: child.sid, hz: child.manners.toneHz ?? pitchOf(child.remote, 'called'), turn: 1, channel: 1 },
  ] as const;
  setSpeakers(run.recording, speakers, world.clock.now());
}

/** The other party of a Dial: what tells that it is gone, and how the Dial parts from it. */
export interface Other {
  gone: Promise<unknown>;
  part: (reason: string) => void;
}

function calledByDial(world: World, child: Leg): Other {
  return {
    gone: Promise.race([child.ended.promise, child.diverted.promise]),
    part: (reason) => endLeg(world, child, 'completed', reason),
  };
}

/** Joins two legs until one of them leaves, is redirected, or the time limit is up. */
export async function joinLegs(
  running: Running,
  run: DialRun,
  child: Leg,
  { gone, part }: Other = calledByDial(running.world, child),
): Promise<void> {
  const { world, leg, signal } = running;
  const parted = makeDeferred<void>();
  answerLeg(world, leg);
  run.bridged = true;
  leg.bridgedWith = child.sid;
  child.bridgedWith = leg.sid;
  const entry = append(world.ledger, 'bridges', {
    id: nextEntryId(world),
    parentCallSid: leg.sid,
    childCallSid: child.sid,
    parties: [leg.remote, child.remote],
    from: isoNow(world),
    to: null as string | null,
  });
  announceChange(world, 'bridge', entry);
  noteHeard(world, leg, 'bridge', child.remote);
  noteHeard(world, child, 'bridge', leg.remote);
  noteEvent(world, leg, 'bridged', child.sid);
  beginToSpeak(running, run, child);
  for (const party of [leg, child]) refreshLegSound(world, party);
  for (const party of [leg, child]) {
    const { talkMs } = party.manners;
    if (talkMs !== undefined)
      party.timers.push(world.clock.after(talkMs, () => endLeg(world, party, 'completed', `${party.remote} hung up`)));
  }
  if (run.plan.hangupOnStar) {
    leg.onDigit = () => {
      if (!leg.digits.includes('*')) return;
      part('the caller pressed *');
      parted.resolve();
    };
  }
  try {
    const result = await raceClock(world.clock, run.plan.timeLimitMs, Promise.race([gone, parted.promise]), signal);
    if (result.kind === 'time-up') part('the time limit was reached');
  } finally {
    entry.to = isoNow(world);
    leg.bridgedWith = null;
    leg.onDigit = null;
    child.bridgedWith = null;
    for (const party of [leg, child]) refreshLegSound(world, party);
    if (run.recording !== null) finishRecording(world, run.recording);
    announceChange(world, 'bridge', entry);
  }
}
