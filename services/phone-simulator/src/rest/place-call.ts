import { isEnded, type Leg } from '../calls/leg.js';
import { dialLeg, endLeg } from '../calls/leg-life.js';
import { ringPhone } from '../phones/ring-phone.js';
import type { World } from '../world.js';

/** Calls by REST leave one a second unless more is bought. https://help.twilio.com/articles/223180028 */
const DIAL_SPACING_MS = 1_000;

/** A call by REST waits for its turn, rings as long as it may, and when it is answered goes on. */
export function queueCall(world: World, leg: Leg, timeoutMs: number, onAnswered: () => void): void {
  const now = world.clock.now();
  const slot = Math.max(now, world.nextDialSlot);
  world.nextDialSlot = slot + DIAL_SPACING_MS;
  leg.queuedMs = slot - now;
  // The answer to the request leaves before the call does.
  leg.timers.push(world.clock.after(slot - now, () => placeCall(world, leg, timeoutMs, onAnswered)));
}

function placeCall(world: World, leg: Leg, timeoutMs: number, onAnswered: () => void): void {
  if (isEnded(leg)) return;
  dialLeg(world, leg);
  leg.timers.push(
    world.clock.after(timeoutMs, () => {
      if (leg.answeredAt === null) endLeg(world, leg, 'no-answer', 'it rang for too long');
    }),
  );
  void leg.answered.promise.then(() => {
    if (!isEnded(leg)) onAnswered();
  });
  ringPhone(world, leg);
}
