import type { Presence } from '@ringbase/contracts';
import { decideRoutable, type PersonPresence, statusSince } from '@ringbase/domain';

/** Presence as the person himself is told: with the reason why no calls reach him. Addresses stay in the house. */
export function describePresence(presence: PersonPresence, now: Date): Presence {
  const { routable, status, reasons, devices } = decideRoutable(presence, now);
  const { chosen, wrapUpUntil } = presence;
  return {
    personId: presence.personId,
    status,
    since: statusSince(presence, now).toISOString(),
    chosen: { status: chosen.status, reason: chosen.reason, until: chosen.until?.toISOString() ?? null, at: chosen.at.toISOString() },
    wrapUpUntil: wrapUpUntil?.toISOString() ?? null,
    wrapUpCallId: status === 'wrap-up' ? (presence.wrapUpCallId ?? null) : null,
    calls: presence.calls.map(({ callId, since }) => ({ callId, since: since.toISOString() })),
    simultaneousCalls: presence.simultaneousCalls,
    routable,
    reasons,
    devices: devices.map(({ address: _, ...device }) => device),
  };
}
