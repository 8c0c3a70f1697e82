import type { DepartmentCallbackRules } from '@ringbase/contracts';
import { listCallbackRules as listRows } from '@ringbase/database';
import type { Context } from '../context.js';

/** How each department keeps its word. */
export async function listCallbackRules(ctx: Context): Promise<{ items: DepartmentCallbackRules[] }> {
  return { items: await ctx.transaction((tx) => listRows(tx)) };
}
