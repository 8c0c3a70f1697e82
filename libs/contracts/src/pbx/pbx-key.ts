import { z } from 'zod';
import { id, text } from '../shared/primitives.js';

/** A key by which a PBX is let in, without the key. */
export const pbxKey = z.object({
  id,
  name: z.string(),
  /** Its beginning. */
  hint: z.string(),
  addedAt: z.string(),
  /** To the hour; null: never. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type PbxKey = z.infer<typeof pbxKey>;
export const pbxKeyList = z.object({ items: z.array(pbxKey) });

export const addPbxKey = z.object({ name: text(100) });
/** The only time that the key itself is shown. */
export const addedPbxKey = pbxKey.extend({ key: z.string() });
export type AddedPbxKey = z.infer<typeof addedPbxKey>;
