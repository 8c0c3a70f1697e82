import {
  appendOutbox,
  type ClaimedDial,
  claimNextDial,
  expireWaitingDials,
  saveDialled,
  saveNotDialled,
  takeDialTurn,
} from '@ringbase/database';
import { isDomainError } from '@ringbase/domain';
import type { Telephony } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import { dialNews } from './dial-news.js';

export type DialDeps = {
  telephony: Telephony;
  /** Where the provider is to ask, and to tell, about the call of a click. */
  urlsOf: (intentId: string) => { url: string; statusUrl: string };
};

/** Milliseconds: providers make one call a second and queue the rest, so what waits waits here. */
const PACE = 1_000;
const EXPIRES = 120_000;
const RING_SECONDS = 30;

/**
 * Dials the click that has waited longest, if it is time for one. Not repeatable, so it is claimed in a transaction of its own first; whatever
 * happens to this process afterwards, nobody asks the provider a second time. Returns whether it dialled.
 */
export async function dialWaiting(ctx: HouseContext, deps: DialDeps): Promise<boolean> {
  const now = ctx.clock();
  const dial = await ctx.houseTransaction(async (tx) => {
    await appendOutbox(tx, (await expireWaitingDials(tx, new Date(now.getTime() - EXPIRES))).map(dialNews));
    if (!(await takeDialTurn(tx, deps.telephony.provider, now, PACE))) return null;
    const claimed = await claimNextDial(tx, deps.telephony.provider, now);
    if (claimed !== null) await appendOutbox(tx, [dialNews(claimed)]);
    return claimed;
  });
  if (dial === null) return false;
  await dialOnce(ctx, deps, dial);
  return true;
}

async function dialOnce(ctx: HouseContext, { telephony, urlsOf }: DialDeps, dial: ClaimedDial): Promise<void> {
  let providerCallId: string;
  try {
    ({ providerCallId } = await telephony.createCall({
      to: dial.deviceAddress,
      from: dial.callerId,
      timeoutSeconds: RING_SECONDS,
      ...urlsOf(dial.id),
    }));
  } catch (error) {
    return settleFailure(ctx, dial, error);
  }
  ctx.log.info({ event: 'dial.dialled', intentId: dial.id });
  await ctx.houseTransaction(async (tx) => {
    if (await saveDialled(tx, dial.id, providerCallId)) await appendOutbox(tx, [dialNews(dial)]);
  });
}

async function settleFailure(ctx: HouseContext, dial: ClaimedDial, error: unknown): Promise<void> {
  // Nobody knows whether it was made: it stays `dialling`, and resolveUnknownDials looks at the provider.
  if (!isDomainError(error) || error.details.unknown !== false) {
    ctx.log.warn({ event: 'dial.unknown', intentId: dial.id, err: error });
    return;
  }
  const reason = typeof error.details.reason === 'string' ? error.details.reason : error.code;
  const state = error.code === 'TOO_MANY' ? 'waiting' : error.code === 'INVALID' ? 'refused' : 'failed';
  ctx.log.warn({ event: 'dial.not-dialled', intentId: dial.id, state, reason });
  await ctx.houseTransaction(async (tx) => {
    if (await saveNotDialled(tx, dial.id, state, state === 'waiting' ? null : reason)) await appendOutbox(tx, [dialNews(dial)]);
  });
}
