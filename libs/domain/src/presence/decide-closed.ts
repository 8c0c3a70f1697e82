import { decideOpen } from '../hours/decide-open.js';
import type { WorkingHours } from '../hours/working-hours.js';

/** A department that a person works in. `scriptAsks`: its call script asks whether it is open; one that does not rings at any hour. */
export type DepartmentOfPerson = { hours: Omit<WorkingHours, 'timeZone'> | null; timeZone: string; scriptAsks: boolean };

/**
 * Whether all that could send calls to a person is closed, and from when the first is open again (null: not in sight). Null: he is in hours. It is the
 * script that keeps the hours; this says what it does.
 */
export function decideClosed(departments: readonly DepartmentOfPerson[], now: Date): { opensAt: Date | null } | null {
  if (departments.length === 0) return null;
  let opensAt: Date | null = null;
  for (const { hours, timeZone, scriptAsks } of departments) {
    if (hours === null || !scriptAsks) return null;
    const decision = decideOpen({ ...hours, timeZone }, now);
    if (decision.open) return null;
    if (decision.opensAt && (opensAt === null || decision.opensAt < opensAt)) opensAt = decision.opensAt;
  }
  return { opensAt };
}
