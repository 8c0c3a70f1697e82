import { isDomainError } from '@ringbase/domain';
import type { Telephony } from '@ringbase/telephony';

/** Ends a call of the provider's. One that has ended by itself is no error. */
export async function hangUp(telephony: Telephony, providerCallId: string): Promise<void> {
  try {
    await telephony.endCall(providerCallId);
  } catch (error) {
    if (!isDomainError(error) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) throw error;
  }
}
