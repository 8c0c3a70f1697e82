import type { DeviceKind } from '../people/device.js';
import { chosenStatusAt, effectiveStatus, isInWrapUp, liveTabs, statusBesideCalls } from './effective-status.js';
import type { PersonPresence, PresenceDevice, UnroutableReason } from './person-presence.js';
import type { PresenceStatus } from './presence-status.js';

export type RoutableDevice = { id: string; kind: DeviceKind; address: string; routable: boolean; reason: UnroutableReason | null };

export type Routable = {
  /** Calls ring at him as at a person who is there. */
  routable: boolean;
  status: PresenceStatus;
  /** The same for one more call: on a call only when none can ring beside those he has. */
  statusForCalls: PresenceStatus;
  /** Why not, in order of weight; empty when routable. */
  reasons: UnroutableReason[];
  /** Each telephone by itself, whatever he chose: the script may still ring the mobile of one who is away. */
  devices: RoutableDevice[];
};

/**
 * Do calls reach this person, and if not, why? A browser's telephone needs a live lease of a tab which has it registered; a desk phone or
 * mobile needs none. Nothing rings in wrap-up, or when he is on as many calls as he can have at once; until then his desk phone and mobile do, while a
 * browser carries one call at a time.
 */
export function decideRoutable(presence: PersonPresence, now: Date): Routable {
  const occupied = occupation(presence, now);
  const browser = browserReason(presence, now);
  const talks = presence.calls.length > 0;
  const devices = presence.devices
    .filter((device) => device.enabled)
    .map((device) => decideDevice(device, occupied ?? (talks && device.kind === 'browser' ? 'on-call' : null), browser));
  const found = [occupied, chosenReason(presence, now), reachReason(presence, devices, browser)];
  const reasons = [...new Set(found.filter((reason) => reason !== null))];
  const full = talks && !devices.some((device) => device.routable);
  const statusForCalls = full ? 'on-call' : statusBesideCalls(presence, now);
  return { routable: reasons.length === 0, status: effectiveStatus(presence, now), statusForCalls, reasons, devices };
}

function decideDevice({ id, kind, address }: PresenceDevice, occupied: UnroutableReason | null, browser: BrowserReason): RoutableDevice {
  const reason = occupied ?? (kind === 'browser' ? browser : null);
  return { id, kind, address, routable: reason === null, reason };
}

type BrowserReason = 'browser-not-connected' | 'telephone-not-registered' | null;

/** Why his browser cannot ring: nothing is heard of it, or it has no line to the phone company. */
function browserReason(presence: PersonPresence, now: Date): BrowserReason {
  const live = liveTabs(presence, now);
  if (live.length === 0) return 'browser-not-connected';
  return live.some((tab) => tab.softphone) ? null : 'telephone-not-registered';
}

function occupation(presence: PersonPresence, now: Date): UnroutableReason | null {
  if (presence.calls.length >= presence.simultaneousCalls) return 'on-call';
  return isInWrapUp(presence, now) ? 'wrap-up' : null;
}

function chosenReason(presence: PersonPresence, now: Date): UnroutableReason | null {
  const chosen = chosenStatusAt(presence, now);
  return chosen === 'available' ? null : `chosen-${chosen}`;
}

function reachReason({ calls }: PersonPresence, devices: readonly RoutableDevice[], browser: BrowserReason): UnroutableReason | null {
  if (devices.length === 0) return 'no-devices';
  if (devices.some((device) => device.kind !== 'browser')) return null;
  return browser ?? (calls.length > 0 ? 'on-call' : null);
}
