import { appendAudit, findOpenCall, findPresence } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../../context.js';
import { closeGoneCall } from '../../reconciliation/close-gone-call.js';
import type { ChangeCall } from './act-on-call.js';

/**
 * Whoever is on a call says that it is over, although its exchange has not told of the end: he would be on it until the exchange has been silent for hours. A
 * call of the phone company that can be asked is not declared over by anybody (CONFLICT); FORBIDDEN to whoever is not on it. One that is over stays as it is.
 */
export async function declareCallOver(ctx: Context, { callId, carrier }: ChangeCall): Promise<void> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  const call = await findOpenCall(ctx.house.db, callId);
  if (call === null) return;
  const onIt = await ctx.transaction(async (tx) => {
    const presence = await findPresence(tx, personId);
    const is = presence?.calls.some((one) => one.callId === callId) === true;
    const act = { act: 'call.declared-over', objectKind: 'call', objectIds: [callId] };
    if (is && call.provider !== carrier) await appendAudit(tx, { id: ctx.ids(), actorId: personId, ...act, at: now });
    return is;
  });
  if (!onIt) throw new DomainError('FORBIDDEN', 'You are not on this call.', { reason: 'not-yours', callId });
  if (call.provider === carrier)
    throw new DomainError('CONFLICT', 'The phone company tells of the end of this call, and is asked if it does not.', { callId });
  await closeGoneCall(ctx, { defaultRegion: 'ZZ' }, { ...call, heardAt: now });
}
