import { Interrupted } from '../calls/interruption.js';
import { isEnded } from '../calls/leg.js';
import { answerLeg } from '../calls/leg-life.js';
import { intOf, methodOf, type Running, resolveUrl, type VerbResult } from '../calls/running.js';
import { attend } from '../conferences/attend.js';
import { findConference, openConference, takeSeat } from '../conferences/join-conference.js';
import { seatProblem } from '../conferences/seat-problem.js';
import { finishRecording } from '../recordings/finish-recording.js';
import { recordLive } from '../recordings/record-live.js';
import type { Recording } from '../recordings/recording.js';
import { actionRecordingParams } from '../recordings/recording-callback.js';
import type { Element } from '../twiml/parse-twiml.js';
import type { Params } from '../webhooks/sign.js';
import { noteWarning } from '../world.js';
import { type ConferencePlan, planConference } from './conference-plan.js';
import { recordOf } from './dial-plan.js';
import { tellIgnored } from './record.js';

/** The Dial's own `record` records this caller's leg while he takes part. https://www.twilio.com/docs/voice/twiml/dial#record */
function recordLeg(running: Running, verb: Element): Recording | null {
  const { world, leg } = running;
  const record = recordOf(running, verb);
  if (record === null) return null;
  return recordLive(world, leg, { source: 'DialVerb', channels: record.channels, callback: record.callback, track: 'both', name: null });
}

/** `answered` is the word for a conference. https://www.twilio.com/docs/voice/twiml/dial#action */
function actionParams(running: Running, took: boolean, recording: Recording | null): Params {
  return {
    DialCallStatus: took ? 'answered' : 'failed',
    // *unverified* for conferences
    DialBridged: String(took),
    ...(recording === null ? {} : actionRecordingParams(running.world, recording)),
  };
}

async function takePart(running: Running, verb: Element, plan: ConferencePlan): Promise<boolean> {
  const { world, leg, signal } = running;
  const problem = running.screening
    ? { code: 13201, message: 'a document played before bridging may not Dial' }
    : plan.friendlyName === ''
      ? { code: 16002, message: 'a conference without a name' }
      : seatProblem(findConference(world, plan.friendlyName), plan.manner);
  if (problem !== null) {
    noteWarning(world, leg.sid, problem.code, problem.message);
    return false;
  }
  const conference = openConference(world, plan.friendlyName, plan.settings);
  const timeLimitMs = intOf(verb, 'timeLimit', 14_400) * 1_000;
  const participant = takeSeat(world, conference, leg, plan.manner);
  await attend(world, participant, { signal, timeLimitMs, leavesOnStar: verb.attributes.hangupOnStar === 'true' });
  return participant.leftReason !== 'participant_add_failed';
}

/** Takes part in a conference. https://www.twilio.com/docs/voice/twiml/conference */
export async function dialConference(running: Running, verb: Element, noun: Element): Promise<VerbResult> {
  const { world, leg } = running;
  const { action } = verb.attributes;
  answerLeg(world, leg);
  const plan = planConference(running, noun);
  const recording = recordLeg(running, verb);
  let took = true;
  try {
    took = await takePart(running, verb, plan);
  } catch (error) {
    if (recording !== null) finishRecording(world, recording);
    // As with any Dial the action is asked even so, and its answer ignored (*unverified* for conferences).
    if (action !== undefined && error instanceof Interrupted && error.why !== 'reset')
      tellIgnored(running, action, methodOf(verb), actionParams(running, true, recording));
    throw error;
  }
  if (recording !== null && !isEnded(leg)) finishRecording(world, recording);
  if (action === undefined) return { kind: 'next' };
  const extra = actionParams(running, took, recording);
  return { kind: 'goto', source: { kind: 'url', url: resolveUrl(running, action), method: methodOf(verb), extra } };
}
