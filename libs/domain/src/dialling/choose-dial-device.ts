import type { Device, DeviceKind } from '../people/device.js';
import { liveTabs } from '../presence/effective-status.js';
import type { PersonPresence } from '../presence/person-presence.js';

export type DialDevice = { kind: 'device'; device: Device } | { kind: 'none'; reason: 'on-call' | 'no-device' };

const preference: readonly DeviceKind[] = ['browser', 'sip', 'mobile'];

/**
 * Which telephone of his rings when a person clicks to call: the browser's if a live tab has it registered and it carries no call, else his desk phone, else his mobile.
 * What status he chose does not matter, nor his wrap-up: he asks for the call himself.
 */
export function chooseDialDevice(presence: PersonPresence, now: Date): DialDevice {
  if (presence.calls.length >= presence.simultaneousCalls) return { kind: 'none', reason: 'on-call' };
  const softphoneFree = presence.calls.length === 0 && liveTabs(presence, now).some((tab) => tab.softphone);
  const reachable = presence.devices.filter((device) => device.enabled && (device.kind !== 'browser' || softphoneFree));
  const chosen = preference.flatMap((kind) => reachable.find((device) => device.kind === kind) ?? []).at(0);
  if (chosen === undefined) return { kind: 'none', reason: presence.calls.length > 0 ? 'on-call' : 'no-device' };
  return { kind: 'device', device: { id: chosen.id, kind: chosen.kind, address: chosen.address } };
}
