import type { RequestReplay, ScriptReplay } from '@ringbase/contracts';
import { appendAudit, appendOutbox, findReplay, insertReplay, listPublishedScripts, type Tx, workRow } from '@ringbase/database';
import { type CallScript, DomainError, decideReplay, type HiddenThing, sayFault, validateScript } from '@ringbase/domain';
import type { Context } from '../context.js';
import { findLanguage } from './find-language.js';
import { findScriptOfSource } from './find-script-of-source.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { presentReplay } from './present-replay.js';

/**
 * Asks what another script would have made of a period's real calls; a worker finds out. Throws INVALID for a period that is none or lies in the
 * future, and with `details.faults` for a script that does not hold together; FORBIDDEN for one that asks the calls for what the person may not see.
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
    await mustAskForNothingHidden(ctx, tx, departmentId, script);
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

const refusals: Readonly<Record<HiddenThing, string>> = {
  'caller-number':
    'This script tests the caller’s number, which you may not see: take these tests out, or have it replayed by somebody who sees numbers',
  'client-name':
    'This script tests the client’s name, and you may not see every client: take these tests out, or have it replayed by a director',
};

/** What was published is read only where it matters. */
async function mustAskForNothingHidden(ctx: Context, tx: Tx, departmentId: string, script: CallScript): Promise<void> {
  if (decideReplay(script, [], ctx.actor).kind === 'replay') return;
  const decision = decideReplay(script, await listPublishedScripts(tx, departmentId), ctx.actor);
  if (decision.kind === 'refuse')
    throw new DomainError('FORBIDDEN', refusals[decision.tests], { reason: `tests-${decision.tests}`, blocks: decision.blocks });
}
