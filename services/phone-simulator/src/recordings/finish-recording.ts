import type { Leg } from '../calls/leg.js';
import { between, makePrng } from '../faults/prng.js';
import { noteEvent, type World } from '../world.js';
import { isLive, type Recording, recordedSeconds } from './recording.js';
import { tellRecording } from './recording-callback.js';
import { endPause } from './speakers.js';

/** Ends a recording, once. One without sound is `absent`. https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
export function finishRecording(world: World, recording: Recording): void {
  if (!isLive(recording)) return;
  const now = world.clock.now();
  endPause(recording, now);
  recording.endedAt = now;
  recording.updatedAt = now;
  recording.status = 'processing';
  const { min, max } = world.faults.recordingDelayMs;
  const processingMs = between(makePrng(world.faults.seed, `processing:${recording.ordinal}`), min, max);
  if (processingMs === 0) publish(world, recording);
  else world.clock.after(processingMs, () => publish(world, recording));
}

function publish(world: World, recording: Recording): void {
  if (recording.status !== 'processing') return;
  const isEmpty = recordedSeconds(recording) === 0;
  recording.status = isEmpty ? 'absent' : 'completed';
  recording.updatedAt = world.clock.now();
  const leg = world.legs.get(recording.callSid);
  if (leg) noteEvent(world, leg, 'recording', `${recording.sid} ${recording.status}`);
  tellRecording(world, recording, isEmpty ? 'absent' : 'completed');
}

/** A call that ends takes its recordings with it. */
export function finishRecordingsOf(world: World, leg: Leg): void {
  for (const recording of leg.recordings) finishRecording(world, recording);
}
