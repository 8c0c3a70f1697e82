import type { RoutePerson } from '../scripts/route-facts.js';
import type { QueueFacts } from './queue-facts.js';

/** Assumed until something was measured. */
const USUAL_HANDLING_SECONDS = 180;

/** Who serves the queue: at his place, whether he is free at this moment or not. */
export function staffOf(people: readonly RoutePerson[]): number {
  return people.filter(({ dismissed, presence }) => !dismissed && presence !== 'offline' && presence !== 'away').length;
}

/** Seconds until somebody is likely to be free for him: everybody before him and he himself, shared among those who serve. */
export function expectedWait({ position, waiting, handlingSeconds }: QueueFacts, staff: number): number {
  const place = position ?? waiting + 1;
  return Math.ceil((place * (handlingSeconds ?? USUAL_HANDLING_SECONDS)) / Math.max(1, staff));
}
