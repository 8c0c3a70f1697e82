import type { Callback } from '@ringbase/contracts';

/** Older ones are on the desk; a day that begins does not begin with a pile of pop-ups. */
const freshFor = 30 * 60_000;

/** What a pop-up is known by: a promise that is snoozed fires again and pops again. */
export function firingOf({ id, firedAt }: Pick<Callback, 'id' | 'firedAt'>): string {
  return `${id} ${firedAt}`;
}

/** Open promises that fired, told by the news to this tab or fired lately, and not put aside here; the latest first. */
export function choosePopUps(open: readonly Callback[], told: ReadonlySet<string>, hidden: ReadonlySet<string>, now: Date): Callback[] {
  return open
    .filter((callback) => {
      if (callback.state !== 'open' || callback.firedAt === null || hidden.has(firingOf(callback))) return false;
      return told.has(callback.id) || Math.abs(now.getTime() - Date.parse(callback.firedAt)) < freshFor;
    })
    .toSorted((a, b) => Date.parse(b.firedAt ?? '') - Date.parse(a.firedAt ?? ''));
}
