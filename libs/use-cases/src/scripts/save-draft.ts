import type { ShownScriptDraft } from '@ringbase/contracts';
import { appendAudit, findScriptDraft, saveScriptDraft, type Tx } from '@ringbase/database';
import { type CallScript, DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentDraft } from './present-draft.js';
import type { ScriptOptions } from './script-options.js';

export type DraftToSave = { departmentId: string; script: CallScript; version: number | null };

/** Writes a draft over the version that was read. Throws CONFLICT with the version there is by now, and writes nothing. */
export async function saveDraftAndAppend(
  ctx: Context,
  tx: Tx,
  { departmentId, script, version }: DraftToSave,
  act: string,
  options: ScriptOptions,
): Promise<ShownScriptDraft> {
  const { personId } = ctx.actor;
  const next = version === null ? firstVersion(ctx) : version + 1;
  const written = { departmentId, script, version: next, updatedBy: personId, updatedAt: ctx.clock() };
  if (!(await saveScriptDraft(tx, written, version))) {
    const there = await findScriptDraft(tx, departmentId);
    throw new DomainError('CONFLICT', 'The draft has been changed in the meantime', { version: there?.version ?? null });
  }
  await appendAudit(tx, { id: ctx.ids(), actorId: personId, act, objectKind: 'department', objectIds: [departmentId], at: ctx.clock() });
  const saved = await findScriptDraft(tx, departmentId);
  if (saved === null) throw new DomainError('NOT_FOUND', 'There is no draft');
  return presentDraft(ctx, tx, departmentId, saved, options);
}

/** A number that no earlier draft had: whoever read one that has been discarded must not overwrite another that was begun since. */
function firstVersion(ctx: Context): number {
  return Number.parseInt(ctx.ids().slice(-7), 16);
}
