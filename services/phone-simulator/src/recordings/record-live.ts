import type { Leg } from '../calls/leg.js';
import type { World } from '../world.js';
import type { Recording } from './recording.js';
import { speakersOf } from './refresh-sound.js';
import { startRecording } from './start-recording.js';

/**
 * Records a leg from now on: its party, and whomever that party hears at any moment.
 * https://www.twilio.com/docs/voice/api/recording#create-a-recording-resource, https://www.twilio.com/docs/voice/twiml/recording; which track is whose:
 * https://www.twilio.com/docs/voice/tutorials/how-record-single-side-call. That what documents say and play is not in it is the simulator's own: the outbound track would have it.
 */
export function recordLive(
  world: World,
  leg: Leg,
  spec: Pick<Recording, 'source' | 'channels' | 'track' | 'callback' | 'name'>,
): Recording {
  return startRecording(world, leg, { ...spec, follows: true, speakers: speakersOf(world, leg, spec.track) });
}
