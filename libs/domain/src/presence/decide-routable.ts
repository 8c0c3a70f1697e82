import type { DeviceKind } from '../people/device.js';
import { chosenStatusAt, effectiveStatus, isInWrapUp, liveTabs } from './effective-status.js';
import type { PersonPresence, PresenceDevice, UnroutableReason } from './person-presence.js';
import type { PresenceStatus } from './presence-status.js';

export type RoutableDevice = { id: string; kind: DeviceKind; address: string; routable: boolean; reason: UnroutableReason | null };

export type Routable = {
  /** Calls ring at him as at a person who is there. */
  routable: boolean;
  status: PresenceStatus;
  /** Why not, in order of weight; empty when routable. */
  reasons: UnroutableReason[];
  /** Each telephone by itself, whatever he chose: the script may still ring the mobile of one who is away. */
  devices: RoutableDevice[];
};

/**
 * Do calls reach this person, and if not, why? A browser's telephone needs a live lease of a tab which has it registered; a desk phone or
 * mobile needs none. Nothing rings during a call or wrap-up.
 */
export function decideRoutable(presence: PersonPresence, now: Date): Routable {
  const occupied = occupation(presence, now);
  const softphoneLive = liveTabs(presence, now).some((tab) => tab.softphone);
  const devices = presence.devices.filter((device) => device.enabled).map((device) => decideDevice(device, occupied, softphoneLive));
  const reasons = [occupied, chosenReason(presence, now), reachReason(devices, softphoneLive)].filter((reason) => reason !== null);
  return { routable: reasons.length === 0, status: effectiveStatus(presence, now), reasons, devices };
}

function decideDevice({ id, kind, address }: PresenceDevice, occupied: UnroutableReason | null, softphoneLive: boolean): RoutableDevice {
  const reason = occupied ?? (kind === 'browser' && !softphoneLive ? 'browser-not-connected' : null);
  return { id, kind, address, routable: reason === null, reason };
}

function occupation(presence: PersonPresence, now: Date): UnroutableReason | null {
  if (presence.onCallId !== null) return 'on-call';
  return isInWrapUp(presence, now) ? 'wrap-up' : null;
}

function chosenReason(presence: PersonPresence, now: Date): UnroutableReason | null {
  const chosen = chosenStatusAt(presence, now);
  return chosen === 'available' ? null : `chosen-${chosen}`;
}

function reachReason(devices: readonly RoutableDevice[], softphoneLive: boolean): UnroutableReason | null {
  if (devices.length === 0) return 'no-devices';
  return softphoneLive || devices.some((device) => device.kind !== 'browser') ? null : 'browser-not-connected';
}
