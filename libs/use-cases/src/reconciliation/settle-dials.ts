import { decideCause } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { resolveUnknownDials } from '../dialling/resolve-unknown-dials.js';
import type { Note, ReconcileDeps } from './difference.js';

/** Clicks whose asking was never answered; settled before calls are compared, since whose call it is decides how a missing one is written. */
export async function settleDials(ctx: HouseContext, deps: ReconcileDeps, note: Note): Promise<void> {
  for (const { intentId, decision } of await resolveUnknownDials(ctx, deps.telephony)) {
    const made = decision.kind === 'made';
    await note({
      kind: 'dial-unknown',
      providerId: made ? decision.providerCallId : intentId,
      callId: null,
      cause: decideCause({ kind: 'dial-unknown', there: made ? 'known' : 'unknown' }),
      repaired: true,
    });
  }
}
