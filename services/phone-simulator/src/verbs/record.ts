import { Interrupted } from '../calls/interruption.js';
import { isEnded } from '../calls/leg.js';
import { endLeg } from '../calls/leg-life.js';
import { type DocumentSource, intOf, methodOf, type Running, resolveUrl, type VerbResult } from '../calls/running.js';
import { raceClock } from '../clock/race-clock.js';
import { finishRecording } from '../recordings/finish-recording.js';
import { type Recording, recordedSeconds } from '../recordings/recording.js';
import { actionRecordingParams } from '../recordings/recording-callback.js';
import { startRecording } from '../recordings/start-recording.js';
import { pitchOf } from '../recordings/wav.js';
import type { Element } from '../twiml/parse-twiml.js';
import { callParams } from '../webhooks/call-params.js';
import { askForTwiml } from '../webhooks/deliver.js';
import type { Params } from '../webhooks/sign.js';
import { noteHeard } from '../world.js';
import { nextDigit } from './digits.js';
import { recordingCallbackOf } from './recording-attributes.js';

const BEEP_MS = 500;

function actionParams(running: Running, recording: Recording, digits: string): Params {
  return {
    ...actionRecordingParams(running.world, recording),
    Digits: digits,
  };
}

/** After a caller hung up the action is told all the same, and its answer ignored. https://www.twilio.com/docs/voice/twiml/record#action */
export function tellIgnored(running: Running, url: string, method: 'GET' | 'POST', extra: Params): void {
  const { world, leg } = running;
  leg.webhooks += 1;
  void askForTwiml(world, {
    kind: 'voice',
    key: `${leg.ordinal}:${leg.webhooks}`,
    callSid: leg.sid,
    url: resolveUrl(running, url),
    method,
    params: { ...callParams(world, leg), ...extra },
  });
}

/** Records the caller's voice. https://www.twilio.com/docs/voice/twiml/record */
export async function record(running: Running, verb: Element): Promise<VerbResult> {
  const { world, leg, signal } = running;
  const action = verb.attributes.action ?? running.documentUrl;
  const maxMs = intOf(verb, 'maxLength', 3_600) * 1_000;
  const finishOnKey = verb.attributes.finishOnKey ?? '1234567890*#';
  if (verb.attributes.playBeep !== 'false') {
    noteHeard(world, leg, 'beep');
    await raceClock(world.clock, BEEP_MS, new Promise<never>(() => undefined), signal);
  }
  noteHeard(world, leg, 'silence', 'recording');
  const recording = startRecording(world, leg, {
    source: 'RecordVerb',
    channels: 1,
    callback: recordingCallbackOf(running, verb),
    speakers: [{ key: leg.sid, hz: leg.manners.toneHz ?? pitchOf(leg.remote, 'caller'), turn: null, channel: 0 }],
  });
  // Keys pressed before the beep do not end the message.
  leg.digits = [];
  const { speakMs } = leg.manners;
  const leaving =
    speakMs === undefined
      ? null
      : world.clock.after(speakMs, () => endLeg(world, leg, 'completed', 'the caller hung up after his message'));
  let pressed = '';
  try {
    const deadline = world.clock.now() + maxMs;
    while (!pressed && world.clock.now() < deadline) {
      const key = await nextDigit(world, leg, deadline - world.clock.now(), signal);
      if (key !== undefined && finishOnKey.includes(key)) pressed = key;
    }
  } catch (error) {
    finishRecording(world, recording);
    if (error instanceof Interrupted && isEnded(leg) && recordedSeconds(recording) > 0)
      tellIgnored(running, action, methodOf(verb), actionParams(running, recording, 'hangup'));
    throw error;
  } finally {
    leaving?.cancel();
  }
  finishRecording(world, recording);
  // https://www.twilio.com/docs/voice/twiml/record: an empty recording asks no action, the next verb follows
  if (recordedSeconds(recording) === 0) return { kind: 'next' };
  const source: DocumentSource = {
    kind: 'url',
    url: resolveUrl(running, action),
    method: methodOf(verb),
    extra: actionParams(running, recording, pressed),
  };
  return { kind: 'goto', source };
}
