import { type ClaimedInvitation, claimNextInvitation, saveInvited, saveNotInvited, takeDialTurn, wakeControl } from '@ringbase/database';
import { isDomainError } from '@ringbase/domain';
import type { HouseContext } from '../../context.js';
import type { SettleDeps } from './ask-provider.js';

/** Milliseconds between two calls: as fast as the provider makes them. */
const PACE = 1_000;

/**
 * Rings the telephone that has waited longest to be called into a call, if it is time for one. Not repeatable: claimed in a transaction of its own first.
 * Returns whether it rang one.
 */
export async function callInvited(ctx: HouseContext, deps: SettleDeps): Promise<boolean> {
  const now = ctx.clock();
  const { provider } = deps.telephony;
  const claimed = await ctx.houseTransaction(async (tx) =>
    (await takeDialTurn(tx, provider, now, PACE)) ? claimNextInvitation(tx, provider, now) : null,
  );
  if (claimed === null) return false;
  await ring(ctx, deps, claimed, now);
  await wakeControl(ctx.house.db, claimed.callId, ctx.clock());
  return true;
}

async function ring(ctx: HouseContext, { telephony, joinUrlsOf }: SettleDeps, one: ClaimedInvitation, now: Date): Promise<void> {
  const { callId, step, address, callerId } = one;
  const timeoutSeconds = Math.ceil((one.until.getTime() - now.getTime()) / 1000);
  if (timeoutSeconds < 1) return saveNotInvited(ctx.house.db, one.id, 'failed');
  try {
    const made = await telephony.createCall({
      to: address,
      from: callerId,
      timeoutSeconds,
      ...joinUrlsOf({ callId, step, attached: true }),
    });
    ctx.log.info({ event: 'invitation.dialled', callId, step });
    await saveInvited(ctx.house.db, one.id, made.providerCallId);
  } catch (error) {
    ctx.log.warn({ event: 'invitation.not-dialled', callId, step, err: error });
    // Nobody knows whether it was made: its own messages, or the list of calls, will tell.
    if (!isDomainError(error) || error.details.unknown !== false) return;
    await saveNotInvited(ctx.house.db, one.id, error.code === 'TOO_MANY' ? 'waiting' : 'failed');
  }
}
