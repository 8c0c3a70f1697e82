import { z } from 'zod';
import { id, personRef, text } from '../shared/primitives.js';

/** A sound that a department's script may play to callers. */
export const sound = z.object({
  id,
  departmentId: id,
  name: z.string(),
  bytes: z.int(),
  durationSeconds: z.number(),
  uploadedBy: personRef,
  uploadedAt: z.string(),
  /** What plays it: while anything does it cannot be removed. */
  usedBy: z.array(z.object({ department: z.string(), kind: z.enum(['published', 'draft', 'waiting']) })),
});
export type Sound = z.infer<typeof sound>;
export const soundList = z.object({ items: z.array(sound) });
/** The bytes are the body of the request. */
export const soundUpload = z.object({ name: text(100) });
