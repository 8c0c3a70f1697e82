import { progressParams } from '../webhooks/call-params.js';
import { holdBack, tell, type Webhook } from '../webhooks/deliver.js';
import type { World } from '../world.js';
import type { Leg, LegStatus, ProgressEvent } from './leg.js';

/**
 * Tells whoever asked of a call's progress. Callbacks of one call leave one after the other unless a fault holds one back.
 * https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-event
 */
export function tellProgress(world: World, leg: Leg, event: ProgressEvent, status: LegStatus = leg.status): void {
  for (const callback of leg.callbacks) {
    if (!callback.events.includes(event)) continue;
    const params = progressParams(world, leg, status);
    const key = `${leg.ordinal}:${params.SequenceNumber}`;
    sendCallback(world, leg, { kind: 'status', key, callSid: leg.sid, url: callback.url, method: callback.method, params });
  }
}

export function sendCallback(world: World, leg: Leg, webhook: Webhook): void {
  sendInTurn(world, leg, () => world.legs.get(leg.sid) === leg, webhook);
}

/** Lets a callback of a call or a conference leave in its turn, or later and out of turn when a fault says so. */
export function sendInTurn(world: World, subject: { lastCallback: Promise<void> }, isKnown: () => boolean, webhook: Webhook): void {
  const hold = holdBack(world, webhook);
  if (hold.overtakes) {
    world.clock.after(hold.ms, () => {
      // A reset in the meantime forgot the subject, and what was still to be told of it.
      if (isKnown()) void tell(world, webhook);
    });
    return;
  }
  const before = subject.lastCallback;
  subject.lastCallback = world.busy.track(before.then(() => tell(world, webhook)));
}
