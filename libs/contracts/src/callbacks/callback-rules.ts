import { z } from 'zod';
import { departmentRef, id } from '../shared/primitives.js';

/** Minutes of a department's open hours, up to a week. */
const minutes = z.int().min(1).max(10_080);
const rules = {
  /** From the promise: within them it is kept in time. */
  keepMinutes: minutes,
  /** From the due time until it passes from an owner who is not there to his assistant. */
  assistantMinutes: minutes,
  /** From then on until it passes to the curator. */
  curatorMinutes: minutes,
};
export const callbackRules = z.object({ department: departmentRef, ...rules });
export type DepartmentCallbackRules = z.infer<typeof callbackRules>;
export const callbackRulesList = z.object({ items: z.array(callbackRules) });
export const setCallbackRules = z.object({ departmentId: id, ...rules });
export type SetCallbackRules = z.infer<typeof setCallbackRules>;
