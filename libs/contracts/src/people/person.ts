import { MOST_SIMULTANEOUS_CALLS, presenceStatuses, roles } from '@ringbase/domain';
import { z } from 'zod';
import { departmentRef, id } from '../shared/primitives.js';

export { MOST_SIMULTANEOUS_CALLS } from '@ringbase/domain';

/** A colleague as everybody may see him. */
export const person = z.object({
  id,
  name: z.string(),
  role: z.enum(roles),
  departments: z.array(departmentRef),
  extension: z.string().nullable(),
  presence: z.object({ status: z.enum(presenceStatuses), since: z.string() }),
  /** On how many calls he can be at once. */
  simultaneousCalls: z.number().int(),
});
export type Person = z.infer<typeof person>;
export const setSimultaneousCalls = z.object({ simultaneousCalls: z.number().int().min(1).max(MOST_SIMULTANEOUS_CALLS) });
export const personList = z.object({ items: z.array(person) });
