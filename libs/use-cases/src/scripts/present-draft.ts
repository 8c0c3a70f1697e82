import type { ShownScriptDraft } from '@ringbase/contracts';
import type { ScriptDraftRow, Tx } from '@ringbase/database';
import type { Context } from '../context.js';
import { findLanguage } from './find-language.js';
import { findScriptFaults } from './find-script-faults.js';
import type { ScriptOptions } from './script-options.js';

/** A draft with everything that keeps it from being published. */
export async function presentDraft(
  ctx: Context,
  tx: Tx,
  departmentId: string,
  { script, version, updatedAt, updatedBy }: ScriptDraftRow,
  options: ScriptOptions,
): Promise<ShownScriptDraft> {
  const faults = await findScriptFaults(tx, departmentId, script, await findLanguage(ctx, tx), options);
  return { script, version, updatedAt: updatedAt.toISOString(), updatedBy, faults };
}
