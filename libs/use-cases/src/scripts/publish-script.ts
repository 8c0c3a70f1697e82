import type { ScriptVersion } from '@ringbase/contracts';
import { appendAudit, deleteScriptDraft, findScriptDraft, findScriptVersion, insertScriptVersion } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { findLanguage } from './find-language.js';
import { findScriptFaults } from './find-script-faults.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { presentVersion } from './present-version.js';
import type { ScriptOptions } from './script-options.js';

export type ScriptToPublish = { departmentId: string; note: string; draftVersion: number };

/**
 * Makes the draft the department's script: a new version, on which calls run that come from now on; those that run finish on theirs. Throws INVALID
 * with `details.faults` for a draft that is not fit, CONFLICT when it is another by now or was published by somebody else.
 */
export async function publishScript(
  ctx: Context,
  { departmentId, note, draftVersion }: ScriptToPublish,
  options: ScriptOptions,
): Promise<ScriptVersion> {
  const { personId } = ctx.actor;
  const at = ctx.clock();
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const draft = await findScriptDraft(tx, departmentId, { hold: true });
    if (draft?.version !== draftVersion)
      throw new DomainError('CONFLICT', 'The draft has been changed in the meantime', { version: draft?.version ?? null });
    const faults = await findScriptFaults(tx, departmentId, draft.script, await findLanguage(ctx, tx), options);
    if (faults.length > 0) throw new DomainError('INVALID', 'This script cannot be published', { faults });
    const id = ctx.ids();
    const number = await insertScriptVersion(tx, { id, departmentId, script: draft.script, publishedBy: personId, note, at });
    if (number === null) throw new DomainError('CONFLICT', 'Another version was published at the same moment');
    await deleteScriptDraft(tx, departmentId, draftVersion);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'call-script.published',
      objectKind: 'call-script',
      objectIds: [id, departmentId],
      at,
    });
    const published = await findScriptVersion(tx, departmentId, number);
    if (published === null) throw new DomainError('NOT_FOUND', 'There is no such version');
    return presentVersion(published);
  });
}
