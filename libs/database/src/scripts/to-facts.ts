import type { RouteFacts } from '@ringbase/domain';

type Told<T> = T extends Date ? string : T extends object ? { [K in keyof T]: Told<T[K]> } : T;
/** `RouteFacts` as JSON has them. */
export type StoredFacts = Told<RouteFacts>;

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Facts of a call as they were written down: moments are moments again. */
export function toFacts(stored: StoredFacts): RouteFacts {
  const { open } = stored;
  return {
    ...(stored as unknown as RouteFacts),
    candidates: stored.candidates.map((candidate) => ({ ...candidate, touchedAt: new Date(candidate.touchedAt) })),
    people: Object.fromEntries(
      Object.entries(stored.people).map(([id, person]) => [
        id,
        {
          ...person,
          lastTalkAt: dateOrNull(person.lastTalkAt),
          lastRungAt: dateOrNull(person.lastRungAt),
          backAt: dateOrNull(person.backAt ?? null),
        },
      ]),
    ),
    // Of the opening only whether and why is asked.
    open: open as unknown as RouteFacts['open'],
  };
}
