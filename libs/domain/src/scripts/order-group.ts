import type { RingStrategy } from './call-script.js';
import type { RoutePerson } from './route-facts.js';

/** Who of a group is rung first; `members` come in the group's own order, which also decides between equals. */
export function orderGroup(members: readonly RoutePerson[], strategy: RingStrategy): readonly RoutePerson[] {
  switch (strategy) {
    case 'all':
    case 'in-order':
      return members;
    case 'longest-idle':
      return members.toSorted((a, b) => at(a.lastTalkAt) - at(b.lastTalkAt));
    case 'fewest-calls':
      return members.toSorted((a, b) => a.talksToday - b.talksToday || at(a.lastTalkAt) - at(b.lastTalkAt));
    case 'round-robin': {
      const last = members.reduce(
        (latest, one, index) => (at(one.lastRungAt) > at(members[latest]?.lastRungAt ?? null) ? index : latest),
        0,
      );
      const turn = members[last]?.lastRungAt == null ? 0 : last + 1;
      return [...members.slice(turn), ...members.slice(0, turn)];
    }
  }
}

/** Who never did has waited longest. */
const at = (moment: Date | null): number => moment?.getTime() ?? 0;
