import { findCallsOfLegs, listUnknownInvitations, saveInvited, saveNotInvited, wakeControl } from '@ringbase/database';
import { decideUnknownDial, type ListedCall } from '@ringbase/domain';
import type { Telephony } from '@ringbase/telephony';
import type { HouseContext } from '../../context.js';

/** Milliseconds: until then the answer, or the leg's own messages, may still come. */
const PATIENCE = 5_000;
const AROUND = 120_000;
const BATCH = 20;

/** Looks at the provider for telephones of which nobody knows whether they were rung. Never dials. Returns how many were settled. */
export async function resolveUnknownInvitations(ctx: HouseContext, telephony: Telephony): Promise<number> {
  const unknown = await listUnknownInvitations(ctx.house.db, new Date(ctx.clock().getTime() - PATIENCE), BATCH);
  let settled = 0;
  for (const one of unknown) {
    const since = new Date(one.claimedAt.getTime() - AROUND);
    const to = one.address.replace(/\?.*/, '');
    const listed: ListedCall[] = [];
    for await (const call of telephony.listCalls({ since, to })) {
      const { providerCallId, parentProviderCallId, from } = call.leg;
      listed.push({ providerCallId, parentProviderCallId, from, to: call.leg.to, createdAt: call.createdAt });
    }
    const legs = await findCallsOfLegs(
      ctx.house.db,
      telephony.provider,
      listed.map((call) => call.providerCallId),
    );
    // A leg of this very call to this telephone is it; one of another call is not.
    const mine = listed.find((call) => legs.get(call.providerCallId) === one.callId && call.createdAt >= one.claimedAt);
    const facts = { claimedAt: one.claimedAt, to, callerId: one.callerId };
    const decision = mine
      ? { kind: 'made' as const, providerCallId: mine.providerCallId }
      : decideUnknownDial(facts, listed, new Set(legs.keys()), ctx.clock());
    if (decision.kind === 'wait') continue;
    if (decision.kind === 'made') await saveInvited(ctx.house.db, one.id, decision.providerCallId);
    else await saveNotInvited(ctx.house.db, one.id, 'failed');
    await wakeControl(ctx.house.db, one.callId, ctx.clock());
    settled += 1;
  }
  return settled;
}
