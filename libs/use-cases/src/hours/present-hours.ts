import type { DepartmentHours } from '@ringbase/contracts';
import { decideOpen, listOpenDays, type WorkingHours } from '@ringbase/domain';

const TWO_WEEKS = 14;

/** A department's hours with what they mean now and for the next two weeks. */
export function presentHours(
  hours: Omit<WorkingHours, 'timeZone'> | null,
  timeZone: string,
  now: Date,
  mayWrite: boolean,
): DepartmentHours {
  const decision = hours === null ? null : decideOpen({ ...hours, timeZone }, now);
  const changes = decision === null ? null : decision.open ? decision.until : decision.opensAt;
  return {
    hours: hours === null ? null : (structuredClone(hours) as DepartmentHours['hours']),
    timeZone,
    mayWrite,
    now: {
      open: decision?.open ?? true,
      reason: decision?.reason ?? 'no-hours',
      name: decision?.name ?? null,
      changesAt: changes?.toISOString() ?? null,
    },
    days: listOpenDays(hours, timeZone, now, TWO_WEEKS).map((day) => ({
      ...day,
      open: day.open.map(({ from, until }) => ({ from: from.toISOString(), until: until.toISOString() })),
    })),
  };
}
