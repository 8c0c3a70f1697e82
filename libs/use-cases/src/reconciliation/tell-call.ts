import { findIntentsOfCalls } from '@ringbase/database';
import type { ProviderCall } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';
import type { ReconcileDeps } from './difference.js';
import { signalOfListedCall } from './signal-of-listed-call.js';

/**
 * Asks the provider for one call and writes down what it says, as if it had told us; of a child leg its root as well, after it. Null: it knows no such call.
 */
export async function tellCall(ctx: HouseContext, deps: ReconcileDeps, providerCallId: string): Promise<ProviderCall | null> {
  const found = await deps.telephony.findCall(providerCallId);
  if (found === null) return null;
  const intents = await findIntentsOfCalls(ctx.house.db, [found.rootProviderCallId]);
  const root = found.leg.parentProviderCallId === null ? null : await deps.telephony.findCall(found.rootProviderCallId);
  for (const call of root === null ? [found] : [found, root])
    await recordCallSignal(ctx, signalOfListedCall(call, intents.get(call.rootProviderCallId) ?? null), deps);
  return found;
}
