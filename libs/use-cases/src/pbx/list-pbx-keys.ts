import type { PbxKey } from '@ringbase/contracts';
import { listPbxKeyRows } from '@ringbase/database';
import type { Context } from '../context.js';
import { presentPbxKey } from './present-pbx-key.js';

/** Every key there is or was, the newest first; none of them can be read again. */
export async function listPbxKeys(ctx: Context): Promise<PbxKey[]> {
  return (await ctx.transaction((tx) => listPbxKeyRows(tx))).map(presentPbxKey);
}
