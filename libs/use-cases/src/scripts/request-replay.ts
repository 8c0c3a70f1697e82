import type { RequestReplay, ScriptReplay } from '@ringbase/contracts';
import { appendAudit, appendOutbox, findReplay, insertReplay, workRow } from '@ringbase/database';
import { DomainError, sayFault, validateScript } from '@ringbase/domain';
import type { Context } from '../context.js';
import { findLanguage } from './find-language.js';
import { findScriptOfSource } from './find-script-of-source.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { presentReplay } from './present-replay.js';

/**
 * Asks what another script would have made of a period's real calls; a worker finds out. Throws INVALID for a period that is none or lies in the
 * future, and with `details.faults` for a script that does not hold together.
 */
export async function requestReplay(
  ctx: Context,
  { departmentId, source, since, until }: RequestReplay & { departmentId: string },
): Promise<ScriptReplay> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  const [from, to] = [new Date(since), new Date(until)];
  if (from >= to) throw new DomainError('INVALID', 'The period ends before it begins', { field: 'until' });
  if (from >= now) throw new DomainError('INVALID', 'The period has not begun yet', { field: 'since' });
  return ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const script = await findScriptOfSource(tx, departmentId, source);
    const faults = validateScript(script);
    if (faults.length > 0) {
      const language = await findLanguage(ctx, tx);
      const told = faults.map((fault) => ({ ...fault, words: sayFault(fault, language) }));
      throw new DomainError('INVALID', 'This script does not hold together', { faults: told });
    }
    const id = ctx.ids();
    // Calls that come while it runs are none of the period.
    const end = new Date(Math.min(to.getTime(), now.getTime()));
    await insertReplay(tx, { id, departmentId, script, since: from, until: end, requestedBy: personId, requestedAt: now });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'call-script.replay-requested',
      objectKind: 'script-replay',
      objectIds: [id, departmentId],
      at: now,
    });
    await appendOutbox(tx, [workRow('scripts.replays', {})]);
    const replay = await findReplay(tx, departmentId, id);
    if (replay === null) throw new DomainError('NOT_FOUND', 'There is no such replay');
    return presentReplay(replay);
  });
}
