import type { ShownScriptDraft } from '@ringbase/contracts';
import type { Context } from '../context.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { type DraftToSave, saveDraftAndAppend } from './save-draft.js';
import type { ScriptOptions } from './script-options.js';

/** Writes the draft of a department's script, which need not be fit to be published yet. CONFLICT: it is not the version any more that was read. */
export async function putScriptDraft(ctx: Context, draft: DraftToSave, options: ScriptOptions): Promise<ShownScriptDraft> {
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, draft.departmentId);
    return saveDraftAndAppend(ctx, tx, draft, 'call-script.draft-written', options);
  });
}
