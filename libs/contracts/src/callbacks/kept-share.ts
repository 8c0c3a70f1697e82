import { z } from 'zod';
import { departmentRef, id, instant, personRef } from '../shared/primitives.js';

const number = z.int().nonnegative();
/** What became of callers' promises. Reminders and reviews are personal and not counted. */
const counts = {
  promised: number,
  kept: number,
  keptInTime: number,
  /** From whose they were at first to somebody else. */
  passedOn: number,
  dismissed: number,
  openOverdue: number,
  openInTime: number,
  /** Kept in time out of those kept or overdue, 0 to 1; null of none. */
  share: z.number().min(0).max(1).nullable(),
};
export const keptCounts = z.object(counts);
export type KeptCounts = z.infer<typeof keptCounts>;

/** Null stands for what belongs to no department or nobody. */
export const keptShare = z.object({
  from: instant,
  to: instant,
  total: keptCounts,
  departments: z.array(z.object({ department: departmentRef.nullable(), ...counts })),
  people: z.array(z.object({ person: personRef.nullable(), ...counts })),
});
export type KeptShare = z.infer<typeof keptShare>;

/** Promised from `from` until before `to`; left out: since Monday, until now. */
export const keptShareQuery = z.object({ from: instant.optional(), to: instant.optional(), departmentId: id.optional() });
