import { isDomainError, isOver, type RepairRefusal } from '@ringbase/domain';
import type { ReconcileDeps } from './difference.js';

/** Ends at the provider what is over here: a call, or all calls of a conference. One that is over there, too, is done. */
export async function settleRoom(
  { telephony }: ReconcileDeps,
  providerId: string,
  plan: 'end-call' | 'end-conference',
): Promise<RepairRefusal | null> {
  if (plan === 'end-call') {
    const call = await telephony.findCall(providerId);
    if (call === null || isOver(call.status)) return null;
  }
  try {
    await (plan === 'end-call' ? telephony.endCall(providerId) : telephony.endConference(providerId));
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'NOT_FOUND') throw error;
  }
  return null;
}
