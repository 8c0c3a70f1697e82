import { ApplicationFailure, Interrupted } from '../calls/interruption.js';
import { answerLeg } from '../calls/leg-life.js';
import { methodOf, type Running, resolveUrl, type VerbResult } from '../calls/running.js';
import { raceClock } from '../clock/race-clock.js';
import { makeDeferred } from '../deferred.js';
import { dequeue, findQueue } from '../queues/change-queue.js';
import { type Member, type Queue, waitedSeconds } from '../queues/queue.js';
import { finishRecording } from '../recordings/finish-recording.js';
import { actionRecordingParams } from '../recordings/recording-callback.js';
import { type Element, textOf } from '../twiml/parse-twiml.js';
import type { Params } from '../webhooks/sign.js';
import { noteHeard, noteWarning } from '../world.js';
import { joinLegs } from './bridge.js';
import { planDial } from './dial-plan.js';
import type { DialRun } from './dial-run.js';
import { CONFERENCE_MUSIC, listen } from './listen.js';
import { tellIgnored } from './record.js';

/** The first who waits, or the next to come within the Dial's time. https://www.twilio.com/docs/voice/twiml/queue */
async function takeFirst(running: Running, queue: Queue, timeoutMs: number): Promise<Member | null> {
  const { world, signal } = running;
  const [first] = queue.members;
  if (first) {
    dequeue(world, first, { kind: 'bridge' });
    return first;
  }
  const taker = makeDeferred<Member>();
  queue.takers.push(taker);
  try {
    const result = await raceClock(world.clock, timeoutMs, taker.promise, signal);
    return result.kind === 'done' ? result.value : null;
  } finally {
    queue.takers = queue.takers.filter((one) => one !== taker);
  }
}

/** What the queued party hears before the two are joined. https://www.twilio.com/docs/voice/twiml/queue#attributes-url */
async function tellMember(running: Running, noun: Element, member: Member): Promise<void> {
  const { world, leg, signal } = running;
  const { url } = noun.attributes;
  if (url === undefined) return;
  const extra = {
    QueueSid: member.queue.sid,
    QueueTime: String(waitedSeconds(member, world.clock.now())),
    DequeingCallSid: leg.sid,
  };
  const stop = new AbortController();
  const end = (): void => stop.abort(signal.reason ?? new Interrupted('hangup'));
  signal.addEventListener('abort', end, { once: true });
  void member.gone.promise.then(end);
  try {
    await listen(
      world,
      member.leg,
      { kind: 'url', url: resolveUrl(running, url), method: methodOf(noun), extra },
      CONFERENCE_MUSIC,
      stop.signal,
    );
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A message that cannot be had keeps nobody apart (*unverified*).
    if (!(error instanceof ApplicationFailure) && !stop.signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

interface Taken {
  member: Member | null;
  bridgedAt: number | null;
}

function actionParams(running: Running, run: DialRun, { member, bridgedAt }: Taken): Params {
  const { world } = running;
  return {
    DialCallStatus: run.status,
    DialBridged: String(run.bridged),
    ...(member === null ? {} : { DialCallSid: member.leg.sid }),
    ...(bridgedAt === null ? {} : { DialCallDuration: String(Math.round((world.clock.now() - bridgedAt) / 1_000)) }),
    ...(run.recording === null ? {} : actionRecordingParams(world, run.recording)),
  };
}

async function connect(running: Running, run: DialRun, noun: Element, taken: Taken): Promise<void> {
  const { world, leg } = running;
  const name = textOf(noun).trim();
  const queue = running.screening ? undefined : findQueue(world, name);
  if (!queue) {
    // "If the queue does not exist, Dial will post an error status to its action URL." https://www.twilio.com/docs/voice/twiml/queue; the code is *unverified*
    noteWarning(
      world,
      leg.sid,
      running.screening ? 13201 : 13224,
      running.screening ? 'Cannot Dial out from a Dial call segment' : `no queue ${name}`,
    );
    return;
  }
  noteHeard(world, leg, 'ring', `queue ${name}`);
  const member = await takeFirst(running, queue, run.plan.timeoutMs);
  if (member === null) {
    run.status = 'no-answer';
    return;
  }
  taken.member = member;
  run.last = member.leg;
  run.status = 'completed';
  let isGone = false;
  void member.gone.promise.then(() => {
    isGone = true;
  });
  try {
    await tellMember(running, noun, member);
    await Promise.resolve();
    if (isGone) return;
    taken.bridgedAt = world.clock.now();
    await joinLegs(running, run, member.leg, { gone: member.gone.promise, part: () => member.released.resolve() });
  } finally {
    member.released.resolve();
  }
}

/** Takes the first call that waits in a queue. https://www.twilio.com/docs/voice/twiml/queue */
export async function dialQueue(running: Running, verb: Element, noun: Element): Promise<VerbResult> {
  const { world, leg } = running;
  const plan = planDial(running, verb);
  const run: DialRun = { plan, callerId: leg.from, children: [], last: null, bridged: false, status: 'failed', recording: null };
  const taken: Taken = { member: null, bridgedAt: null };
  if (!plan.answerOnBridge) answerLeg(world, leg);
  try {
    await connect(running, run, noun, taken);
  } catch (error) {
    if (run.recording !== null) finishRecording(world, run.recording);
    if (!run.bridged) run.status = 'canceled';
    // As with any Dial the action is asked even so, and its answer ignored.
    if (plan.action !== null && error instanceof Interrupted && error.why !== 'reset')
      tellIgnored(running, plan.action.url, plan.action.method, actionParams(running, run, taken));
    throw error;
  }
  if (plan.action === null) return { kind: 'next' };
  const extra = actionParams(running, run, taken);
  return { kind: 'goto', source: { kind: 'url', url: plan.action.url, method: plan.action.method, extra } };
}
