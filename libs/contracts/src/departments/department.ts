import { z } from 'zod';
import { id } from '../shared/primitives.js';

export const department = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  region: z.string(),
  numbers: z.array(z.object({ e164: z.string(), label: z.string(), country: z.string() })),
});
export type Department = z.infer<typeof department>;
export const departmentList = z.object({ items: z.array(department) });
