import { listStaticDepartments } from '@ringbase/database';
import type { StaticDepartment } from '@ringbase/domain';
import type { HouseContext } from '../context.js';

/** What each department does without us, as it is now: to be kept where the database's death cannot reach it. */
export function readStaticDepartments(ctx: HouseContext): Promise<readonly StaticDepartment[]> {
  return listStaticDepartments(ctx.house);
}
