import type { WholeScriptVersion } from '@ringbase/contracts';
import { findScriptVersion } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { headsDepartment } from './heads-department.js';
import { presentVersion } from './present-version.js';
import { showScript } from './show-script.js';

/** One published version with its script. Throws NOT_FOUND. */
export async function getScriptVersion(
  ctx: Context,
  { departmentId, number }: { departmentId: string; number: number },
): Promise<WholeScriptVersion> {
  return ctx.transaction(async (tx) => {
    const found = await findScriptVersion(tx, departmentId, number);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such version');
    return { ...presentVersion(found), script: showScript(ctx.actor, found.script, await headsDepartment(ctx, tx, departmentId)) };
  });
}
