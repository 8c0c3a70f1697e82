import type { Leg } from '../calls/leg.js';
import type { World } from '../world.js';
import type { Recording } from './recording.js';
import { speakersOf } from './refresh-sound.js';
import { startRecording } from './start-recording.js';

/** Records a leg from now on: its party, and whomever that party hears at any moment. */
export function recordLive(
  world: World,
  leg: Leg,
  spec: Pick<Recording, 'source' | 'channels' | 'track' | 'callback' | 'name'>,
): Recording {
  return startRecording(world, leg, { ...spec, follows: true, speakers: speakersOf(world, leg, spec.track) });
}
