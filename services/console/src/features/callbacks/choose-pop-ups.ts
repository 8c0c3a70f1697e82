import type { Callback } from '@ringbase/contracts';

/** What a person has set for himself pops up whenever he comes back on that day: he asked to be reminded. */
export const mostFresh = 12 * 3_600_000;
/** Older promises to callers are on the desk; a day that begins does not begin with a pile of pop-ups. */
const freshFor = (origin: Callback['origin']) => (origin === 'reminder' ? mostFresh : 30 * 60_000);

/** What a pop-up is known by: a promise that is snoozed fires again and pops again. */
export function firingOf({ id, firedAt }: Pick<Callback, 'id' | 'firedAt'>): string {
  return `${id} ${firedAt}`;
}

/** Open promises that fired, told by the news to this tab or fired lately, and not put aside here; the latest first. */
export function choosePopUps(open: readonly Callback[], told: ReadonlySet<string>, hidden: ReadonlySet<string>, now: Date): Callback[] {
  return open
    .filter((callback) => {
      if (callback.state !== 'open' || callback.firedAt === null || hidden.has(firingOf(callback))) return false;
      return told.has(callback.id) || Math.abs(now.getTime() - Date.parse(callback.firedAt)) < freshFor(callback.origin);
    })
    .toSorted((a, b) => Date.parse(b.firedAt ?? '') - Date.parse(a.firedAt ?? ''));
}
