import { deviceKinds, roles } from '@ringbase/domain';
import { z } from 'zod';
import { departmentRef, id, personRef } from '../shared/primitives.js';

/** Somebody who works here, as whoever leads people sees him. */
export const staffMember = z.object({
  id,
  name: z.string(),
  role: z.enum(roles),
  departments: z.array(departmentRef),
  /** Of an assistant: whose applications he works on. */
  superior: personRef.nullable(),
  extension: z.string().nullable(),
  simultaneousCalls: z.int(),
  /** Null: he is nobody whom the viewer leads. */
  devices: z.array(z.object({ kind: z.enum(deviceKinds), address: z.string(), enabled: z.boolean() })).nullable(),
});
export type StaffMember = z.infer<typeof staffMember>;
export const staffList = z.object({ items: z.array(staffMember) });
