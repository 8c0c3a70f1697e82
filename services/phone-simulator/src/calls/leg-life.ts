import { finishRecordingsOf } from '../recordings/finish-recording.js';
import { announceChange, noteEvent, noteHeard, type World } from '../world.js';
import { Interrupted } from './interruption.js';
import { type FinalStatus, isEnded, type Leg, makeLeg, type NewLeg } from './leg.js';
import { tellProgress } from './status-callbacks.js';

export function addLeg(world: World, spec: NewLeg): Leg {
  world.counters.leg += 1;
  const leg = makeLeg(spec, world.counters.leg, world.clock.now());
  world.legs.set(leg.sid, leg);
  noteEvent(world, leg, leg.status, `${leg.direction} ${leg.from} → ${leg.to}`);
  return leg;
}

/** The call has left for its destination: `initiated`. */
export function dialLeg(world: World, leg: Leg): void {
  leg.dialledAt = world.clock.now();
  setStatus(world, leg, 'initiated');
  tellProgress(world, leg, 'initiated');
}

/** The far end's telephone rings. */
export function ringLeg(world: World, leg: Leg): void {
  setStatus(world, leg, 'ringing');
  tellProgress(world, leg, 'ringing');
}

/**
 * The leg is picked up. False when another leg of the same Dial was first: this one then hears nothing and is hung up at
 * once (*unverified* how the provider shows such a leg; here it was answered and completed without having been bridged).
 */
export function answerLeg(world: World, leg: Leg): boolean {
  if (leg.status === 'in-progress') return true;
  if (isEnded(leg)) return false;
  const won = leg.claim === null || leg.claim();
  leg.answeredAt = world.clock.now();
  setStatus(world, leg, 'in-progress');
  tellProgress(world, leg, 'answered');
  if (won) leg.answered.resolve();
  else endLeg(world, leg, 'completed', 'another was first');
  return won;
}

/** Ends a leg, once. Whatever it was doing stops; whoever asked is told. */
export function endLeg(world: World, leg: Leg, status: FinalStatus, reason: string): boolean {
  if (isEnded(leg)) return false;
  const wasRinging = leg.answeredAt === null;
  leg.endedAt = world.clock.now();
  leg.endReason = reason;
  for (const timer of leg.timers) timer.cancel();
  leg.timers = [];
  setStatus(world, leg, status, reason);
  noteHeard(world, leg, 'end', reason);
  world.clients.legEnded(leg, wasRinging, reason);
  leg.ended.resolve();
  leg.program?.abort(new Interrupted('hangup'));
  finishRecordingsOf(world, leg);
  tellProgress(world, leg, 'completed');
  return true;
}

function setStatus(world: World, leg: Leg, status: Leg['status'], detail = ''): void {
  leg.status = status;
  leg.updatedAt = world.clock.now();
  noteEvent(world, leg, status, detail);
  announceChange(world, 'leg', { callSid: leg.sid, status });
}
