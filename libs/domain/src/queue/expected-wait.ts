import type { RoutePerson } from '../scripts/route-facts.js';
import { queueDevice } from './decide-queue-offers.js';
import type { QueueFacts } from './queue-facts.js';

/** Assumed until something was measured. */
const USUAL_HANDLING_SECONDS = 180;

/**
 * Who serves the queue: who can be rung for it now, or will be while the caller waits, until `until`: after his call or his wrap-up, or as what he chose ends.
 * Whoever can be rung on nothing but a mobile never is.
 */
export function staffOf(people: readonly RoutePerson[], until: Date): number {
  return people.filter((person) => !person.dismissed && serves(person, until)).length;
}

function serves(person: RoutePerson, until: Date): boolean {
  const { presence, devices, backAt = null } = person;
  switch (presence) {
    case 'available':
      return queueDevice(person) !== null;
    case 'on-call':
    case 'wrap-up':
      // At this moment none of his telephones may ring.
      return devices.some(({ kind }) => kind !== 'mobile');
    case 'busy':
    case 'break':
    case 'away':
    case 'offline':
      return backAt !== null && backAt <= until && queueDevice(person) !== null;
  }
}

/** Seconds until somebody is likely to be free for him: everybody before him and he himself, shared among those who serve. */
export function expectedWait({ position, waiting, handlingSeconds }: QueueFacts, staff: number): number {
  const place = position ?? waiting + 1;
  return Math.ceil((place * (handlingSeconds ?? USUAL_HANDLING_SECONDS)) / Math.max(1, staff));
}
