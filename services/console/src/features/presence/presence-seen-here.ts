import type { Presence } from '@ringbase/contracts';

/**
 * What a tab whose line is lost may say of its person. What it was told last is no longer true of the browser: the house hears nothing of it, and no
 * call finds it. Telephones that stand elsewhere ring all the same.
 */
export function presenceSeenHere(told: Presence, lineLost: boolean): Presence {
  if (!lineLost) return told;
  const devices = told.devices.map((device) =>
    device.kind === 'browser' && device.routable ? { ...device, routable: false, reason: 'browser-not-connected' as const } : device,
  );
  const reachable = devices.some((device) => device.kind !== 'browser');
  if (reachable || devices.length === 0) return { ...told, devices };
  const reasons = [...told.reasons.filter((reason) => !ofThisBrowser.includes(reason)), 'browser-not-connected' as const];
  return { ...told, devices, routable: false, reasons, status: told.status === 'available' ? 'offline' : told.status };
}

const ofThisBrowser: readonly Presence['reasons'][number][] = ['browser-not-connected', 'telephone-not-registered'];
