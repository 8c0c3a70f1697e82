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
});
export type Sound = z.infer<typeof sound>;
export const soundList = z.object({ items: z.array(sound) });
/** The bytes are the body of the request. */
export const soundUpload = z.object({ name: text(100) });
