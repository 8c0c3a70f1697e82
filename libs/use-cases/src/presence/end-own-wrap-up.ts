import { lockWrapUp, saveWrapUpEnd, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';

/** Ends a person's wrap-up, if he has one; false: he had none. Throws CONFLICT while his department still wants to know what the call came to. */
export async function endOwnWrapUp(tx: Tx, personId: string, now: Date): Promise<boolean> {
  const wrapUp = await lockWrapUp(tx, personId, now);
  if (wrapUp === null) return false;
  if (wrapUp.wantsDisposition)
    throw new DomainError('CONFLICT', 'Say first what the call came to.', { reason: 'disposition', callId: wrapUp.callId });
  await saveWrapUpEnd(tx, personId, wrapUp.callId, now, now);
  return true;
}
