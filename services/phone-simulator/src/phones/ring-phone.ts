import type { Leg } from '../calls/leg.js';
import { answerLeg, endLeg, ringLeg } from '../calls/leg-life.js';
import type { World } from '../world.js';
import { addressKey, type Phone } from './phone.js';

const ANSWER_AFTER_MS = 1_000;
const VOICEMAIL_AFTER_MS = 15_000;
/** A mailbox listens this long before it hangs up. */
const VOICEMAIL_LISTENS_MS = 30_000;

/** The far end of an outgoing leg: its telephone starts to ring, and then does what it was told to do. */
export function ringPhone(world: World, leg: Leg): void {
  const phone = world.phones.get(addressKey(leg.remote));
  const isClient = leg.remote.startsWith('client:');
  const hasTabs = isClient && world.clients.isRegistered(leg.remote.slice('client:'.length));
  if (phone) leg.manners = { talkMs: phone.talkMs, digits: phone.digits, toneHz: phone.toneHz, ...leg.manners };
  if (phone?.behaviour === 'unreachable' || (isClient && !phone && !hasTabs)) {
    // A client that is not registered ends the attempt at once as no-answer; a dead SIP end or number as failed. *unverified*
    endLeg(world, leg, isClient ? 'no-answer' : 'failed', 'unreachable');
    return;
  }
  ringLeg(world, leg);
  if (isClient) world.clients.ring(leg);
  if (phone) behave(world, leg, phone);
}

function behave(world: World, leg: Leg, phone: Phone): void {
  const later = (ms: number, run: () => void): void => {
    leg.timers.push(world.clock.after(ms, run));
  };
  switch (phone.behaviour) {
    case 'answer':
      later(phone.afterMs ?? ANSWER_AFTER_MS, () => answerLeg(world, leg));
      return;
    case 'decline':
      // https://www.twilio.com/docs/voice/api/call-resource#call-status-values
      later(phone.afterMs ?? ANSWER_AFTER_MS, () => endLeg(world, leg, 'busy', 'declined'));
      return;
    case 'voicemail':
      later(phone.afterMs ?? VOICEMAIL_AFTER_MS, () => {
        leg.isMachine = true;
        if (!answerLeg(world, leg)) return;
        later(phone.talkMs ?? VOICEMAIL_LISTENS_MS, () => endLeg(world, leg, 'completed', 'the mailbox hung up'));
      });
      return;
    case 'manual':
    case 'no-answer':
    case 'unreachable':
      return;
  }
}
