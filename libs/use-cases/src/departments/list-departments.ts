import type { Department } from '@ringbase/contracts';
import { listDepartmentRows } from '@ringbase/database';
import type { Context } from '../context.js';

/** All departments with the numbers they are reached by. */
export async function listDepartments(ctx: Context): Promise<Department[]> {
  return ctx.transaction((tx) => listDepartmentRows(tx));
}
