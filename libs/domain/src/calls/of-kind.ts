import type { CallEvent, CallEventOf } from './call-event.js';

/** The events of one kind, in the order of time; at the same moment in that of their keys. */
export function ofKind<K extends CallEvent['kind']>(events: readonly CallEvent[], kind: K): readonly CallEventOf<K>[] {
  return events
    .filter((event): event is CallEventOf<K> => event.kind === kind)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
}
