import type { SignalOf } from '@ringbase/domain';
import type { ProviderCall } from '@ringbase/telephony';

/** What the provider's list says of a leg, as if it had told us. */
export function signalOfListedCall(call: ProviderCall & { attached?: boolean }, intentId: string | null): SignalOf<'leg-progress'> {
  const { provider, callId, rootProviderCallId, leg, status, seconds, attached } = call;
  return {
    kind: 'leg-progress',
    key: `rest:${leg.providerCallId}:${status}`,
    provider,
    callId,
    rootProviderCallId,
    ...(attached ? { attached } : {}),
    leg,
    status,
    at: call.endedAt ?? call.startedAt ?? call.createdAt,
    seconds,
    sequence: null,
    step: null,
    intentId,
  };
}
