import type { RingTarget } from '../calls/call-instruction.js';
import type { RingStrategy, ScriptBlockOf } from './call-script.js';
import { orderGroup } from './order-group.js';
import { ownerOf } from './owner-of.js';
import type { RouteFacts, RoutePerson } from './route-facts.js';
import type { RouteState } from './route-state.js';

/** The telephones that a ring block rings, in its order; none: nobody of them can be rung now. */
export function targetsOf(block: ScriptBlockOf<'ring'>, state: RouteState, facts: RouteFacts): readonly RingTarget[] {
  const owner = ownerOf(state, facts);
  switch (block.whom) {
    case 'owner':
      return owner === null ? [] : deskTargets(owner, state.callId);
    case 'owner-mobile':
      return owner === null || !mayRingMobile(owner) ? [] : mobileTarget(owner, state.callId);
    case 'owner-assistant': {
      const assistant = owner?.assistantId ? facts.people[owner.assistantId] : undefined;
      return assistant === undefined ? [] : targetsOfAvailable(assistant, state.callId);
    }
    case 'person': {
      const person = block.personId === undefined ? undefined : facts.people[block.personId];
      return person === undefined ? [] : targetsOfAvailable(person, state.callId);
    }
    case 'department': {
      const members = (facts.department?.ringGroup ?? []).flatMap((id) => facts.people[id] ?? []);
      return orderGroup(members, block.strategy ?? 'all').flatMap((person) => targetsOfAvailable(person, state.callId));
    }
  }
}

/** Twilio rings at most ten nouns in one Dial: https://www.twilio.com/docs/voice/twiml/dial */
const MOST_AT_ONCE = 10;

/** Who is rung first, and who is left for the next turn: ten telephones, or all of one person. */
export function firstBatch(
  targets: readonly RingTarget[],
  strategy: RingStrategy,
): { batch: readonly RingTarget[]; rest: readonly RingTarget[] } {
  const [first] = targets;
  const another = strategy === 'all' ? -1 : targets.findIndex((target) => target.personId !== first?.personId);
  const size = Math.min(MOST_AT_ONCE, another === -1 ? targets.length : another);
  return { batch: targets.slice(0, size), rest: targets.slice(size) };
}

/** Of those who were to be rung later, who still can be: meanwhile he may have taken another call. */
export function stillRingable(targets: readonly RingTarget[], facts: RouteFacts): readonly RingTarget[] {
  return targets.filter(({ personId, deviceId }) => {
    const person = personId === null ? undefined : facts.people[personId];
    return (
      person === undefined || (person.presence === 'available' && person.devices.some(({ id, routable }) => id === deviceId && routable))
    );
  });
}

function targetsOfAvailable(person: RoutePerson, callId: string): readonly RingTarget[] {
  return person.dismissed || person.presence !== 'available' ? [] : deskTargets(person, callId);
}

/** Browser and desk phone ring together; what cannot ring now is left out. */
function deskTargets(person: RoutePerson, callId: string): readonly RingTarget[] {
  return person.devices
    .filter((device) => device.routable && device.kind !== 'mobile')
    .map((device) => ({
      kind: device.kind,
      address: device.address,
      deviceId: device.id,
      personId: person.id,
      screened: false,
      parameters: { callId },
    }));
}

/** A person who talks or has asked for quiet is not rung on his mobile behind his back. */
function mayRingMobile(person: RoutePerson): boolean {
  return person.presence === 'available' || person.presence === 'away' || person.presence === 'offline';
}

/** Alone and screened, never in a group: a mobile's voicemail never swallows a client. */
function mobileTarget(person: RoutePerson, callId: string): readonly RingTarget[] {
  return person.devices
    .filter((device) => device.kind === 'mobile')
    .slice(0, 1)
    .map((device) => ({
      kind: device.kind,
      address: device.address,
      deviceId: device.id,
      personId: person.id,
      screened: true,
      parameters: { callId },
    }));
}
