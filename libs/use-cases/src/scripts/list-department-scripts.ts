import type { ScriptVersion } from '@ringbase/contracts';
import { findDepartment, listScriptVersions } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentVersion } from './present-version.js';

/** The published versions of a department's script, newest first. Throws NOT_FOUND. */
export async function listDepartmentScripts(ctx: Context, { departmentId }: { departmentId: string }): Promise<ScriptVersion[]> {
  return ctx.transaction(async (tx) => {
    if ((await findDepartment(tx, departmentId)) === null) throw new DomainError('NOT_FOUND', 'There is no such department');
    return (await listScriptVersions(tx, departmentId)).map(presentVersion);
  });
}
