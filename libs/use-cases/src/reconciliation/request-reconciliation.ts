import type { Reconciliation } from '@ringbase/contracts';
import { appendAudit, appendOutbox, insertRun, listRuns, workRow } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentRun } from './present-run.js';

/** Milliseconds. */
const BY_DEFAULT = 24 * 60 * 60_000;
const FURTHEST_BACK = 31 * BY_DEFAULT;

/** Asks for a comparison with the provider since a moment, by default a day ago; a worker does it at once. */
export async function requestReconciliation(ctx: Context, { since }: { since?: string | undefined }): Promise<Reconciliation> {
  const now = ctx.clock();
  const from = since === undefined ? new Date(now.getTime() - BY_DEFAULT) : new Date(since);
  if (Number.isNaN(from.getTime()) || from >= now || now.getTime() - from.getTime() > FURTHEST_BACK) {
    throw new DomainError('INVALID', 'The moment to begin at lies within the last 31 days', { field: 'since' });
  }
  const runId = ctx.ids();
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    await insertRun(tx, { id: runId, startedAt: now, since: from, requestedBy: personId });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'reconciliation.requested',
      objectKind: 'reconciliation',
      objectIds: [runId],
      at: now,
    });
    await appendOutbox(tx, [workRow('reconciliation.run', { runId, since: from.toISOString() })]);
    const [run] = await listRuns(tx, [runId], 1);
    if (!run) throw new DomainError('NOT_FOUND', 'There is no such run');
    return presentRun(run);
  });
}
