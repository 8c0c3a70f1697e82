import type { ShownScriptDraft } from '@ringbase/contracts';
import { findScriptVersion } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { saveDraftAndAppend } from './save-draft.js';
import type { ScriptOptions } from './script-options.js';

/** Makes a published version the draft again, so that it can be published anew. CONFLICT: the draft is not the version any more that was read. */
export async function takeUpScript(
  ctx: Context,
  { departmentId, number, version }: { departmentId: string; number: number; version: number | null },
  options: ScriptOptions,
): Promise<ShownScriptDraft> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const found = await findScriptVersion(tx, departmentId, number);
    if (found === null) throw new DomainError('NOT_FOUND', 'There is no such version');
    return saveDraftAndAppend(ctx, tx, { departmentId, script: found.script, version }, 'call-script.taken-up', options);
  });
}
