import { type CalendarDay, dayAfter, momentOf, wallClockOf } from '../time/zoned-time.js';

/** Minutes since midnight: three in the morning by the company's clock. */
const DUE_AT = 180;
const DAYS_BACK = 7;

/** The nightly look that is due: named by its day in the company's time zone. */
export type Night = { night: CalendarDay; since: Date; until: Date };

/** The last three o'clock that has passed, and the week before it. */
export function decideNight(now: Date, timeZone: string): Night {
  const today = wallClockOf(now, timeZone).day;
  const night = momentOf(today, DUE_AT, timeZone) <= now ? today : dayAfter(today, -1);
  return { night, since: momentOf(dayAfter(night, -DAYS_BACK), DUE_AT, timeZone), until: momentOf(night, DUE_AT, timeZone) };
}

/** One piece of the nightly look; `from` and `until` bound a day of the provider's lists, which know UTC days alone. */
export type NightStep =
  | { kind: 'dials' | 'forgotten' | 'rooms' | 'awaited' | 'proof' }
  | { kind: 'calls' | 'recordings'; from: Date; until: Date };

const UTC = 'UTC';

/** The steps of a night, always the same for the same period: how many are done is all that a crash must leave behind. */
export function stepsOfNight({ since, until }: { since: Date; until: Date }): readonly NightStep[] {
  const days: { from: Date; until: Date }[] = [];
  for (let from = since; from < until; ) {
    const next = momentOf(dayAfter(wallClockOf(from, UTC).day), 0, UTC);
    days.push({ from, until: next < until ? next : until });
    from = next;
  }
  return [
    { kind: 'dials' },
    ...days.map((day) => ({ kind: 'calls' as const, ...day })),
    { kind: 'forgotten' },
    { kind: 'rooms' },
    ...days.map((day) => ({ kind: 'recordings' as const, ...day })),
    { kind: 'awaited' },
    { kind: 'proof' },
  ];
}
