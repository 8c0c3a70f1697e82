import { findDisposition } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../../context.js';
import { changeCall } from '../change-call.js';
import { getCallNow } from '../get-call-now.js';
import type { ActOnCall } from './act-on-call.js';
import { wasOnLine } from './was-on-line.js';

/** What a call came to, one of its department's dispositions: said by whoever is or was on its line; the last word counts. */
export async function disposeCall(ctx: Context, { callId, key, dispositionId }: ActOnCall & { dispositionId: string }): Promise<void> {
  const { personId } = ctx.actor;
  const { departmentId } = (await getCallNow(ctx, callId)).call;
  const found = await ctx.transaction((tx) => findDisposition(tx, dispositionId, departmentId));
  await changeCall(ctx, callId, 'call.disposed', ({ call }, at) => {
    if (!wasOnLine(call, personId)) throw new DomainError('FORBIDDEN', 'You were not on this call.', { callId });
    if (found === null) throw new DomainError('INVALID', 'The department has no such disposition.', { dispositionId });
    if (call.disposition?.id === found.id) return { events: [] };
    return { events: [{ key: `control:${key}`, at, kind: 'disposed', body: { personId, dispositionId: found.id, label: found.label } }] };
  });
}
