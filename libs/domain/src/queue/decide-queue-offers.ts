import { orderGroup } from '../scripts/order-group.js';
import type { RoutePerson } from '../scripts/route-facts.js';
import type { QueueOffer, QueuePlace } from './queue-place.js';

/** Ten at once ring for one caller: as many as a Dial would ring. */
const MOST_AT_ONCE = 10;
/** Milliseconds in which whoever was rung in vain is left in peace: a telephone that is out of reach would use up every call that the provider makes. */
const REST = 10_000;
/** Milliseconds by which the clocks of two replicas may differ: what is to come later than that is of a clock that was set back, and long past. */
const SKEW = 2_000;

export type QueueRing = { callId: string; personId: string };

/**
 * Who is to be rung now for whom. Callers are served in the order in which they came; nobody is rung for two, nobody twice for the same caller before each of
 * his group was, nobody again at once, and the caller's own manager is asked first. `offers`: of these callers, those that ring and those that are over.
 */
export function decideQueueOffers(
  places: readonly QueuePlace[],
  people: Readonly<Record<string, RoutePerson>>,
  offers: readonly QueueOffer[],
  now: Date,
): readonly QueueRing[] {
  const rests = ({ overAt, inVain }: QueueOffer) => {
    if (overAt === null) return true;
    const passed = now.getTime() - overAt.getTime();
    return inVain && passed >= -SKEW && passed < REST;
  };
  const busy = new Set(offers.filter(rests).map(({ personId }) => personId));
  const rings: QueueRing[] = [];
  for (const place of places.toSorted((a, b) => a.since.getTime() - b.since.getTime() || (a.callId < b.callId ? -1 : 1))) {
    const mine = offers.filter(({ callId }) => callId === place.callId);
    const ringing = mine.filter(({ overAt }) => overAt === null).length;
    const most = place.strategy === 'all' ? MOST_AT_ONCE : 1;
    const free = candidatesOf(place, people).filter(({ id }) => !busy.has(id));
    for (const { id } of leastTried(free, mine).slice(0, Math.max(0, most - ringing))) {
      busy.add(id);
      rings.push({ callId: place.callId, personId: id });
    }
  }
  return rings;
}

function candidatesOf(place: QueuePlace, people: Readonly<Record<string, RoutePerson>>): readonly RoutePerson[] {
  const members = (place.personId === null ? place.group : [place.personId]).flatMap((id) => people[id] ?? []).filter(canTakeFromQueue);
  const ordered = orderGroup(members, place.strategy);
  const owner = place.ownerId === null ? undefined : people[place.ownerId];
  if (owner === undefined || !canTakeFromQueue(owner)) return ordered;
  return [owner, ...ordered.filter(({ id }) => id !== owner.id)];
}

/** Whether he can be rung for a caller who waits; nobody cannot. */
export function canTakeFromQueue(person: RoutePerson | undefined): boolean {
  return person !== undefined && !person.dismissed && person.presence === 'available' && queueDevice(person) !== null;
}

/** Those who were rung least for this caller; within them the order stays. */
function leastTried(people: readonly RoutePerson[], mine: readonly QueueOffer[]): readonly RoutePerson[] {
  const tried = (id: string) => mine.filter(({ personId, overAt }) => personId === id && overAt !== null).length;
  const least = Math.min(...people.map(({ id }) => tried(id)));
  return people.filter(({ id }) => tried(id) === least);
}

/** The telephone by which a person is rung for a waiting caller: each is a call of its own, one a second, so it is one; never a mobile. */
export function queueDevice(person: RoutePerson): RoutePerson['devices'][number] | null {
  const able = person.devices.filter(({ routable, kind }) => routable && kind !== 'mobile');
  return able.find(({ kind }) => kind === 'browser') ?? able[0] ?? null;
}
