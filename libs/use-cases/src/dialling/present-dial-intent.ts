import type { DialIntent } from '@ringbase/contracts';
import type { DialIntentRow } from '@ringbase/database';

export function presentDialIntent({ id, state, reason, callId, providerCallId, requestedAt }: DialIntentRow): DialIntent {
  return { id, state, reason, callId, providerCallId, requestedAt: requestedAt.toISOString() };
}
