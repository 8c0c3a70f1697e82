import { isEnded, type Leg } from '../calls/leg.js';
import { addLeg, dialLeg, endLeg } from '../calls/leg-life.js';
import type { Running } from '../calls/running.js';
import { raceClock } from '../clock/race-clock.js';
import { makeDeferred } from '../deferred.js';
import { between, makePrng } from '../faults/prng.js';
import { ringPhone } from '../phones/ring-phone.js';
import { noteHeard } from '../world.js';
import { startDialRecording } from './bridge.js';
import type { DialTarget } from './dial-plan.js';
import type { DialRun } from './dial-run.js';

export interface Winner {
  leg: Leg;
  target: DialTarget;
}

/** Rings a group of targets at once. The first to answer wins; the others are canceled; with nobody there it is null. */
export async function ringTargets(running: Running, run: DialRun, targets: readonly DialTarget[]): Promise<Winner | null> {
  const { world, leg, signal } = running;
  const settled = makeDeferred<Winner | null>();
  let winner: Winner | null = null;
  let open = targets.length;
  const children = targets.map((target) => {
    const child: Leg = addLeg(world, {
      parentSid: leg.sid,
      direction: 'outbound-dial',
      from: run.callerId,
      to: target.address,
      remote: target.address,
      status: 'initiated',
      callbacks: target.callbacks,
      parameters: target.parameters,
      claim: () => {
        if (winner !== null) return false;
        winner = { leg: child, target };
        settled.resolve(winner);
        return true;
      },
    });
    void child.ended.promise.then(() => {
      open -= 1;
      if (open === 0) settled.resolve(null);
    });
    return child;
  });
  run.children.push(...children);
  run.last = children.at(-1) ?? null;
  for (const child of children) {
    dialLeg(world, child);
    if (!isEnded(child)) ringPhone(world, child);
  }
  if (run.plan.record?.from === 'ringing' && run.recording === null) startDialRecording(running, run);

  const extra = world.faults.dialTimeoutExtraMs;
  const extraMs = between(makePrng(world.faults.seed, `dial:${leg.ordinal}`), extra.min, extra.max);
  const result = await raceClock(world.clock, run.plan.timeoutMs + extraMs, settled.promise, signal);
  if (result.kind === 'time-up') {
    for (const child of children) endLeg(world, child, 'no-answer', 'it rang for too long');
    run.status = 'no-answer';
    return null;
  }
  if (result.value === null) {
    run.status = worst(children);
    return null;
  }
  dropLosers(running, children, result.value.leg);
  return result.value;
}

/** Of several that failed: busy if any was, else no-answer if any was. *unverified* for groups; with one target it is that one's status. */
function worst(children: readonly Leg[]): DialRun['status'] {
  const statuses = children.map((child) => child.status);
  if (statuses.includes('busy')) return 'busy';
  if (statuses.includes('no-answer') || statuses.includes('completed')) return 'no-answer';
  return statuses.includes('canceled') ? 'canceled' : 'failed';
}

/** The others stop ringing at the pick-up, also when the winner is still to be screened (*unverified*, the harsher reading). */
function dropLosers(running: Running, children: readonly Leg[], winner: Leg): void {
  const { world } = running;
  for (const child of children) {
    if (child === winner) continue;
    const drop = (): void => {
      if (child.answeredAt === null) endLeg(world, child, 'canceled', 'answered elsewhere');
    };
    if (world.faults.cancelLagMs === 0) drop();
    else child.timers.push(world.clock.after(world.faults.cancelLagMs, drop));
  }
}

/** Plays the noun's `url` to whoever picked up; false when he was lost there. https://www.twilio.com/docs/voice/twiml/number#attributes-url */
export async function screenWinner(running: Running, won: Winner): Promise<boolean> {
  const { world, signal } = running;
  if (won.target.sendDigits !== undefined) noteHeard(world, won.leg, 'beep', `keys ${won.target.sendDigits}`);
  if (won.target.screen === null) return !isEnded(won.leg);
  const accepted = await raceClock(world.clock, null, running.screen(won.leg, { kind: 'url', ...won.target.screen, extra: {} }), signal);
  if (accepted.kind === 'done' && accepted.value && !isEnded(won.leg)) return true;
  endLeg(world, won.leg, 'completed', 'not accepted');
  return false;
}
