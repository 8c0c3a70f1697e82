import { answerLeg } from '../calls/leg-life.js';
import type { Running } from '../calls/running.js';
import { finishRecording } from '../recordings/finish-recording.js';
import { recordLive } from '../recordings/record-live.js';
import { isLive, type Recording } from '../recordings/recording.js';
import { childrenOf, type Element } from '../twiml/parse-twiml.js';
import { noteWarning } from '../world.js';
import { recordingCallbackOf } from './recording-attributes.js';

const recordingsIn = (verb: Element): Element[] => childrenOf(verb).filter((noun) => noun.name === 'Recording');

function trackOf(noun: Element): Recording['track'] {
  const { track } = noun.attributes;
  return track === 'inbound' || track === 'outbound' ? track : 'both';
}

/** Begins to record and goes on with the next verb at once. That it picks the call up is *unverified*. https://www.twilio.com/docs/voice/twiml/recording */
export function start(running: Running, verb: Element): void {
  const { world, leg } = running;
  for (const noun of recordingsIn(verb)) {
    answerLeg(world, leg);
    recordLive(world, leg, {
      source: 'StartCallRecordingTwiML',
      channels: noun.attributes.channels === 'mono' ? 1 : 2,
      track: trackOf(noun),
      callback: recordingCallbackOf(running, noun),
      name: noun.attributes.name ?? null,
    });
  }
}

/** Ends the recording that was given this name. https://www.twilio.com/docs/voice/twiml/recording; what an unknown name does is *unverified* */
export function stop(running: Running, verb: Element): void {
  const { world, leg } = running;
  for (const noun of recordingsIn(verb)) {
    const { name } = noun.attributes;
    const known = leg.recordings.find((recording) => recording.name !== null && recording.name === name && isLive(recording));
    if (known) finishRecording(world, known);
    else noteWarning(world, leg.sid, 12200, `no recording named ${name ?? '(none)'} goes on`, 'warning');
  }
}
