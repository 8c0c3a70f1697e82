import type { CallEvent } from './call-event.js';

/** Who of a group was rung alone, in his turn, by these events: the next call is the next one's. */
export function rungAlone(events: readonly CallEvent[]): readonly { personId: string; at: Date }[] {
  return events.flatMap((event) => {
    if (event.kind !== 'routed') return [];
    const inTurn = event.body.trace.some(({ reason, facts }) => reason === 'ringing-department' && facts['strategy'] !== 'all');
    const people = new Set(event.body.targets.flatMap(({ personId }) => personId ?? []));
    return inTurn ? [...people].map((personId) => ({ personId, at: event.at })) : [];
  });
}
