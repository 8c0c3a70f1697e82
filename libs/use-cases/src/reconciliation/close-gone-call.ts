import type { OpenCall } from '@ringbase/database';
import type { SignalOf } from '@ringbase/domain';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';
import type { ReconcileDeps } from './difference.js';

/** Closes a call that the provider knows nothing of any more, at the moment of the last that was heard of it. */
export async function closeGoneCall(ctx: HouseContext, deps: Pick<ReconcileDeps, 'defaultRegion'>, call: OpenCall): Promise<void> {
  for (const signal of endsOf(call)) await recordCallSignal(ctx, signal, deps);
}

/** The ends of all its legs, as if they had been told; the call's own comes last, since its end is judged by the others'. */
function endsOf(call: OpenCall): SignalOf<'leg-progress'>[] {
  const root = call.legs.find((leg) => leg.providerCallId === call.providerCallId);
  // A call that is known by its children alone has no leg of its own yet; any id that is always the same will do.
  const own = root ?? { id: call.id, providerCallId: call.providerCallId, address: call.from, state: 'initiated' as const };
  const children = call.legs.filter((leg) => leg !== root && leg.state !== 'ended');
  return [...children, own].map((leg) => ({
    kind: 'leg-progress',
    key: `gone:${leg.providerCallId}`,
    provider: call.provider,
    callId: call.id,
    rootProviderCallId: call.providerCallId,
    leg: {
      legId: leg.id,
      providerCallId: leg.providerCallId,
      parentProviderCallId: leg === own ? null : call.providerCallId,
      from: call.from,
      to: leg === own ? call.to : leg.address,
      direction: leg === own ? call.direction : 'outbound',
    },
    status: leg.state === 'answered' ? 'completed' : 'canceled',
    at: call.heardAt,
    seconds: null,
    sequence: null,
    step: null,
    intentId: null,
  }));
}
