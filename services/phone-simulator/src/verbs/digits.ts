import type { Leg } from '../calls/leg.js';
import { raceClock } from '../clock/race-clock.js';
import { makeDeferred } from '../deferred.js';
import type { World } from '../world.js';

/** The party at the far end presses keys, which stops what a Gather plays. https://www.twilio.com/docs/voice/twiml/gather */
export function pressDigits(leg: Leg, digits: string): void {
  leg.digits.push(...digits);
  leg.onDigit?.();
}

/**
 * The next key, at most `ms` from now (`null`: however long it takes); `undefined` when none came. https://www.twilio.com/docs/voice/twiml/gather#timeout
 * That keys pressed before the verb count is *unverified*.
 */
export async function nextDigit(world: World, leg: Leg, ms: number | null, signal: AbortSignal): Promise<string | undefined> {
  const early = leg.digits.shift();
  if (early !== undefined) return early;
  const pressed = makeDeferred<void>();
  leg.onDigit = () => pressed.resolve();
  try {
    await raceClock(world.clock, ms, pressed.promise, signal);
    return leg.digits.shift();
  } finally {
    leg.onDigit = null;
  }
}
