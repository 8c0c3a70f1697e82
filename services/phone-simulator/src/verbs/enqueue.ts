import { ApplicationFailure, Interrupted } from '../calls/interruption.js';
import { answerLeg } from '../calls/leg-life.js';
import { methodOf, type Running, resolveUrl, type VerbResult } from '../calls/running.js';
import { raceClock } from '../clock/race-clock.js';
import { sleep } from '../clock/sim-clock.js';
import type { Music } from '../conferences/conference.js';
import { addQueue, enterQueue, findQueue, leaveQueue } from '../queues/change-queue.js';
import { averageSeconds, type Member, type QueueResult, waitedSeconds } from '../queues/queue.js';
import { type Element, textOf } from '../twiml/parse-twiml.js';
import type { Params } from '../webhooks/sign.js';
import { noteHeard, noteWarning, type World } from '../world.js';
import { musicOf } from './conference-plan.js';
import { listen, QUEUE_MUSIC } from './listen.js';
import { tellIgnored } from './record.js';

/** "The default maximum length of the queue is 100." https://www.twilio.com/docs/voice/twiml/enqueue */
const DEFAULT_MAX_SIZE = 100;
const MAX_NAME = 64;
const BREATH_MS = 1_000;

/** https://www.twilio.com/docs/voice/twiml/enqueue#attributes-waiturl-parameters */
function waitParams(world: World, member: Member): Params {
  const { queue } = member;
  const now = world.clock.now();
  return {
    QueueSid: queue.sid,
    QueuePosition: String(queue.members.indexOf(member) + 1),
    QueueTime: String(waitedSeconds(member, now)),
    AvgQueueTime: String(averageSeconds(queue, now)),
    CurrentQueueSize: String(queue.members.length),
    MaxQueueSize: String(queue.maxSize),
  };
}

/** What the page calls looping: the document is asked for again whenever it has no verb left. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-waiturl */
async function hearMusic(running: Running, member: Member, music: Music, signal: AbortSignal): Promise<'hangup' | 'leave'> {
  const { world, leg } = running;
  if (music.kind !== 'url') {
    noteHeard(world, leg, music.kind === 'default' ? 'play' : 'silence', 'waiting in the queue');
    return new Promise(() => undefined);
  }
  for (;;) {
    const began = world.clock.now();
    const source = { kind: 'url', url: music.url, method: music.method, extra: waitParams(world, member) } as const;
    const end = await listen(world, leg, source, QUEUE_MUSIC, signal);
    if (end !== 'over') return end;
    if (world.clock.now() === began) await sleep(world.clock, BREATH_MS, signal);
  }
}

/** Waits until somebody takes the call, it is redirected, or the music ends the waiting. */
async function waitInQueue(running: Running, verb: Element, member: Member): Promise<'dequeued' | 'hangup' | 'leave' | 'error'> {
  const { world, signal } = running;
  const stop = new AbortController();
  const music = hearMusic(running, member, musicOf(running, verb, 'waitUrl', 'waitUrlMethod'), stop.signal).catch((error: unknown) => {
    if (error instanceof ApplicationFailure) return 'error' as const;
    if (stop.signal.aborted) return 'dequeued' as const;
    throw error;
  });
  try {
    const over = Promise.race([member.dequeued.promise.then(() => 'dequeued' as const), music]);
    const result = await raceClock(world.clock, null, over, signal);
    return result.kind === 'done' ? result.value : 'error';
  } finally {
    stop.abort(new Interrupted('redirect'));
  }
}

/** Whoever took the call has it until he lets go. Then the action is asked, also of a call that was given another document. */
async function beDequeued(running: Running, member: Member, tell: (result: QueueResult) => void): Promise<QueueResult | VerbResult> {
  const how = await member.dequeued.promise;
  if (how.kind === 'redirect') {
    // https://www.twilio.com/docs/voice/twiml/enqueue#attributes-action: asked right away; that its answer is ignored is *unverified*
    tell('redirected');
    return { kind: 'goto', source: { kind: 'url', url: how.url, method: how.method, extra: {} } };
  }
  await raceClock(running.world.clock, null, member.released.promise, running.signal);
  return 'bridged';
}

/** Puts the call into a queue, opened on demand. https://www.twilio.com/docs/voice/twiml/enqueue */
export async function enqueue(running: Running, verb: Element): Promise<VerbResult> {
  const { world, leg } = running;
  const { action } = verb.attributes;
  const paramsOf = (result: QueueResult, member: Member | null): Params => ({
    QueueResult: result,
    ...(member === null ? {} : { QueueSid: member.queue.sid, QueueTime: String(waitedSeconds(member, world.clock.now())) }),
  });
  const goOn = (result: QueueResult, member: Member | null): VerbResult => {
    if (member !== null) leaveQueue(world, member, result);
    if (action === undefined) return { kind: 'next' };
    return {
      kind: 'goto',
      source: { kind: 'url', url: resolveUrl(running, action), method: methodOf(verb), extra: paramsOf(result, member) },
    };
  };
  const tell = (member: Member, result: QueueResult): void => {
    leaveQueue(world, member, result);
    if (action !== undefined) tellIgnored(running, action, methodOf(verb), paramsOf(result, member));
  };

  answerLeg(world, leg);
  const name = textOf({ ...verb, children: verb.children.filter((child) => typeof child === 'string') }).trim();
  if (running.screening || name === '' || name.length > MAX_NAME) {
    // *unverified* which code the provider gives
    noteWarning(world, leg.sid, 12200, running.screening ? 'a document played before bridging may not Enqueue' : `no queue "${name}"`);
    return goOn('error', null);
  }
  const queue = findQueue(world, name) ?? addQueue(world, name, DEFAULT_MAX_SIZE);
  if (queue.members.length >= queue.maxSize) return goOn('queue-full', null);
  const member = enterQueue(world, queue, leg);
  try {
    const end = await waitInQueue(running, verb, member);
    if (end === 'hangup') {
      // <Hangup> in the music; whether the action is told of it is *unverified*
      leaveQueue(world, member, 'hangup');
      return { kind: 'hangup' };
    }
    if (end !== 'dequeued') return goOn(end, member);
    const result = await beDequeued(running, member, (why) => tell(member, why));
    return typeof result === 'string' ? goOn(result, member) : result;
  } catch (error) {
    if (error instanceof Interrupted && error.why !== 'reset') {
      const isTaken = member.dequeuedAt !== null;
      if (error.why === 'hangup') tell(member, isTaken ? 'bridged' : 'hangup');
      else tell(member, isTaken ? 'redirected-from-bridged' : 'redirected');
    }
    throw error;
  }
}
