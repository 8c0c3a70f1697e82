import type { DepartmentScript } from '@ringbase/contracts';
import { findDepartment, findScriptDraft, findScriptVersion } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { headsDepartment } from './heads-department.js';
import { presentDraft } from './present-draft.js';
import { presentVersion } from './present-version.js';
import type { ScriptOptions } from './script-options.js';
import { showScript } from './show-script.js';

/** The script that a department's calls run on, and to its head the draft with its faults. Throws NOT_FOUND. */
export async function getDepartmentScript(
  ctx: Context,
  { departmentId }: { departmentId: string },
  options: ScriptOptions,
): Promise<DepartmentScript> {
  return ctx.transaction(async (tx) => {
    if ((await findDepartment(tx, departmentId)) === null) throw new DomainError('NOT_FOUND', 'There is no such department');
    const heads = await headsDepartment(ctx, tx, departmentId);
    const published = await findScriptVersion(tx, departmentId, 'newest');
    const draft = heads ? await findScriptDraft(tx, departmentId) : null;
    return {
      published: published && { ...presentVersion(published), script: showScript(ctx.actor, published.script, heads) },
      draft: draft && (await presentDraft(ctx, tx, departmentId, draft, options)),
      mayWrite: heads,
    };
  });
}
