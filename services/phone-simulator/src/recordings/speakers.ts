import type { Recording, Speaker } from './recording.js';

/** How far into its sound a live recording is. */
function positionMs(recording: Recording, now: number): number {
  const until = recording.pause?.cutOut ? recording.pause.since : now;
  return until - recording.startedAt - recording.cutMs;
}

function sound(recording: Recording, speakers: readonly Speaker[], now: number): void {
  const at = positionMs(recording, now);
  const isSame = (speaker: Speaker, voice: Pick<Speaker, 'hz' | 'turn' | 'channel'>): boolean =>
    speaker.hz === voice.hz && speaker.turn === voice.turn && speaker.channel === voice.channel;
  for (const [key, voice] of recording.open) {
    if (speakers.some((speaker) => speaker.key === key && isSame(speaker, voice))) continue;
    voice.toMs = at;
    recording.open.delete(key);
  }
  for (const { key, hz, turn, channel } of speakers) {
    if (recording.open.has(key)) continue;
    const voice = { hz, fromMs: at, turn, channel };
    recording.open.set(key, voice);
    recording.voices.push(voice);
  }
  recording.voices = recording.voices.filter((voice) => voice.toMs !== voice.fromMs);
}

/** From now on these are heard in the recording, and nobody else. */
export function setSpeakers(recording: Recording, speakers: readonly Speaker[], now: number): void {
  recording.speakers = speakers;
  if (recording.pause === null) sound(recording, speakers, now);
}

/** Nothing is heard until it goes on: the pause is silent, or cut out. https://www.twilio.com/docs/voice/api/recording#update-a-recording-resource */
export function pauseSound(recording: Recording, cutOut: boolean, now: number): void {
  sound(recording, [], now);
  recording.pause = { since: now, cutOut };
}

export function resumeSound(recording: Recording, now: number): void {
  endPause(recording, now);
  sound(recording, recording.speakers, now);
}

export function endPause(recording: Recording, now: number): void {
  if (recording.pause?.cutOut) recording.cutMs += now - recording.pause.since;
  recording.pause = null;
}
