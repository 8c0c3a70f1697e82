import type { Presence } from '@ringbase/contracts';
import {
  type DepartmentOfPerson,
  decideClosed,
  decideRoutable,
  type PersonPresence,
  statusSince,
  unroutableReasons,
} from '@ringbase/domain';

/** Presence as the person himself is told: with the reason why no calls reach him. Addresses stay in the house. */
export function describePresence(presence: PersonPresence, departments: readonly DepartmentOfPerson[], now: Date): Presence {
  const { status, reasons: own, devices } = decideRoutable(presence, now);
  const closed = decideClosed(departments, now);
  const reasons = unroutableReasons.filter((reason) => (reason === 'out-of-hours' ? closed !== null : own.includes(reason)));
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
    routable: reasons.length === 0,
    reasons,
    opensAt: closed?.opensAt?.toISOString() ?? null,
    devices: devices.map(({ address: _, ...device }) => device),
  };
}
