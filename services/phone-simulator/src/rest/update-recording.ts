import { z } from 'zod';
import { finishRecording } from '../recordings/finish-recording.js';
import { isLive, type Recording, type RecordingStatus } from '../recordings/recording.js';
import { pauseSound, resumeSound } from '../recordings/speakers.js';
import type { World } from '../world.js';
import { parseForm } from './form.js';
import { notFound, RestProblem } from './problem.js';

/** https://www.twilio.com/docs/voice/api/recording#update-a-recording-resource */
const updateSchema = z.object({
  Status: z.enum(['in-progress', 'paused', 'stopped']),
  PauseBehavior: z.enum(['skip', 'silence']).default('silence'),
});

/** By SID, or `Twilio.CURRENT`: the one that goes on, the latest of several (*unverified*). */
export function findRecording(recordings: readonly Recording[], sid: string, path: string): Recording {
  const found = sid === 'Twilio.CURRENT' ? recordings.findLast(isLive) : recordings.find((one) => one.sid === sid);
  if (!found) throw notFound(path);
  return found;
}

/** Pauses, resumes or ends a recording. The status to answer with: one that was ended is `stopped` for a moment. The codes of refusals are *unverified*. */
export function updateRecording(world: World, recording: Recording, body: unknown): RecordingStatus {
  const { Status: wanted, PauseBehavior: pause } = parseForm(updateSchema, body);
  if (!isLive(recording)) throw new RestProblem(400, 21220, 'Recording is not in-progress. Cannot update.');
  const now = world.clock.now();
  if (wanted === 'stopped') {
    finishRecording(world, recording);
    return 'stopped';
  }
  if (wanted !== recording.status) {
    if (wanted === 'paused') pauseSound(recording, pause === 'skip', now);
    else resumeSound(recording, now);
    recording.status = wanted;
    recording.updatedAt = now;
  }
  return wanted;
}

/** The media goes, the metadata stays for a while. https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource */
export function deleteRecording(world: World, recording: Recording): void {
  recording.status = 'deleted';
  recording.updatedAt = world.clock.now();
}
