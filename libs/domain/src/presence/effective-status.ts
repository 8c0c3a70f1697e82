import type { PersonPresence, PresenceTab } from './person-presence.js';
import type { ChosenStatus, PresenceStatus } from './presence-status.js';

/**
 * What colleagues see of a person. A call outweighs wrap-up, wrap-up what he chose; a choice lasts until its end, then he is available.
 * Available without a live tab and without a desk phone or mobile is offline: nothing of his could ring.
 */
export function effectiveStatus(presence: PersonPresence, now: Date): PresenceStatus {
  if (presence.calls.length > 0) return 'on-call';
  return statusBesideCalls(presence, now);
}

/** What he is when the calls he is on are left out: whether one more may ring is decided by their number. */
export function statusBesideCalls(presence: PersonPresence, now: Date): PresenceStatus {
  if (isInWrapUp(presence, now)) return 'wrap-up';
  const chosen = chosenStatusAt(presence, now);
  if (chosen !== 'available') return chosen;
  return liveTabs(presence, now).length > 0 || hasTelephone(presence) ? 'available' : 'offline';
}

/** Since when he is what `effectiveStatus` says. */
export function statusSince(presence: PersonPresence, now: Date): Date {
  const { chosen, calls, tabs, wrapUpSince, wrapUpUntil } = presence;
  const [first] = calls;
  if (first !== undefined) return first.since;
  if (isInWrapUp(presence, now)) return wrapUpSince ?? chosen.at;
  const starts = [chosen.at];
  if (chosen.until && chosen.until <= now) starts.push(chosen.until);
  if (wrapUpUntil && chosenStatusAt(presence, now) === 'available') starts.push(wrapUpUntil);
  if (effectiveStatus(presence, now) === 'offline' && chosenStatusAt(presence, now) === 'available')
    starts.push(...tabs.map((tab) => tab.expiresAt));
  return new Date(Math.max(...starts.map((start) => start.getTime())));
}

/** What he chose, as long as it holds. */
export function chosenStatusAt({ chosen }: PersonPresence, now: Date): ChosenStatus {
  return chosen.until !== null && chosen.until <= now ? 'available' : chosen.status;
}

export function isInWrapUp({ wrapUpUntil }: PersonPresence, now: Date): boolean {
  return wrapUpUntil !== null && now < wrapUpUntil;
}

/** His tabs whose lease has not lapsed. */
export function liveTabs({ tabs }: PersonPresence, now: Date): PresenceTab[] {
  return tabs.filter((tab) => now < tab.expiresAt);
}

/** The live tab he used last; a card picked up on a desk phone opens there. Null when none is live. */
export function mostRecentTab(presence: PersonPresence, now: Date): string | null {
  const [latest] = liveTabs(presence, now).sort((a, b) => b.activeAt.getTime() - a.activeAt.getTime() || (a.tab < b.tab ? -1 : 1));
  return latest?.tab ?? null;
}

function hasTelephone({ devices }: PersonPresence): boolean {
  return devices.some((device) => device.enabled && device.kind !== 'browser');
}
