import type { ApplicationType } from '@ringbase/contracts';
import { listTypes } from '@ringbase/database';
import type { Context } from '../context.js';

/** The types an application may have, by name. */
export async function listApplicationTypes(ctx: Context): Promise<ApplicationType[]> {
  return ctx.transaction((tx) => listTypes(tx));
}
