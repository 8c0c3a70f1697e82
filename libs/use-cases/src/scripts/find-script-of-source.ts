import type { ScriptSource } from '@ringbase/contracts';
import { findScriptDraft, findScriptVersion, type Tx } from '@ringbase/database';
import { type CallScript, DomainError } from '@ringbase/domain';

/** The script that is meant. Throws NOT_FOUND where there is no draft or no such version. */
export async function findScriptOfSource(tx: Tx, departmentId: string, source: ScriptSource): Promise<CallScript> {
  if (source.kind === 'script') return source.script;
  const found =
    source.kind === 'draft' ? await findScriptDraft(tx, departmentId) : await findScriptVersion(tx, departmentId, source.number);
  if (found === null) throw new DomainError('NOT_FOUND', source.kind === 'draft' ? 'There is no draft' : 'There is no such version');
  return found.script;
}
