import type { RouteFacts, RoutePerson } from './route-facts.js';
import type { RouteState } from './route-state.js';

/** Whose call it is, while he is with us. */
export function ownerOf(state: Pick<RouteState, 'attribution'>, facts: RouteFacts): RoutePerson | null {
  const id = state.attribution.intendedPersonId;
  const owner = id === null ? undefined : facts.people[id];
  return owner === undefined || owner.dismissed ? null : owner;
}
