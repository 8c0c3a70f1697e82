import { type DepartmentOpen, decideOpen } from '../hours/decide-open.js';
import type { RouteFacts } from './route-facts.js';

/** Whether the department is open: as it was recorded, else as its hours say. One without hours always is. */
export function openOf(facts: RouteFacts, now: Date): DepartmentOpen {
  if (facts.open !== undefined) return facts.open;
  const { department } = facts;
  if (department === null || department.hours === null) return { open: true, reason: 'no-hours', name: null, until: null };
  return decideOpen({ ...department.hours, timeZone: department.timeZone }, now);
}
