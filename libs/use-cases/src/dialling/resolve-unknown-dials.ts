import {
  appendOutbox,
  type ClaimedDial,
  listTakenCalls,
  listUnknownDials,
  listUnknownRings,
  saveDialled,
  saveNotDialled,
} from '@ringbase/database';
import { decideUnknownDial, type ListedCall, type UnknownDialDecision } from '@ringbase/domain';
import type { Telephony } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import { dialNews } from './dial-news.js';

/** Milliseconds: until then the answer, or the call's own messages, may still come. */
const PATIENCE = 15_000;
const BATCH = 20;
const AROUND = 120_000;
/** A call that is asked for is made, or queued, within this: what was rung so long before or after a click may be in the list as well. */
const NEAR = 60_000;

export type ResolvedDial = { intentId: string; decision: UnknownDialDecision };

/** Looks at the provider for clicks whose asking was never answered: made, or certainly not. Never dials. Returns what was settled. */
export async function resolveUnknownDials(ctx: HouseContext, telephony: Telephony): Promise<ResolvedDial[]> {
  const unknown = await listUnknownDials(ctx.house.db, new Date(ctx.clock().getTime() - PATIENCE), BATCH);
  const resolved: ResolvedDial[] = [];
  for (const dial of unknown) {
    const decision = await resolve(ctx, telephony, dial);
    if (decision.kind === 'wait') continue;
    ctx.log.info({ event: 'dial.resolved', intentId: dial.id, outcome: decision.kind });
    resolved.push({ intentId: dial.id, decision });
  }
  return resolved;
}

async function resolve(ctx: HouseContext, telephony: Telephony, dial: ClaimedDial): Promise<UnknownDialDecision> {
  const since = new Date(dial.claimedAt.getTime() - AROUND);
  const listed: ListedCall[] = [];
  for await (const call of telephony.listCalls({ since, to: dial.deviceAddress })) {
    const { providerCallId, parentProviderCallId, from, to } = call.leg;
    listed.push({ providerCallId, parentProviderCallId, from, to, createdAt: call.createdAt });
  }
  const { db } = ctx.house;
  const sids = listed.map((call) => call.providerCallId);
  const taken = await listTakenCalls(db, telephony.provider, since, sids);
  const at = dial.claimedAt.getTime();
  const telephone = { address: dial.deviceAddress, callerId: dial.callerId };
  const rings = await listUnknownRings(db, telephone, new Date(at - NEAR), new Date(at + NEAR));
  const rival = rings.some(({ kind }) => kind !== 'click');
  const decision = decideUnknownDial(
    { claimedAt: dial.claimedAt, to: dial.deviceAddress, callerId: dial.callerId },
    listed,
    taken,
    ctx.clock(),
    rival,
  );
  if (decision.kind === 'wait') return decision;
  await ctx.houseTransaction(async (tx) => {
    const saved =
      decision.kind === 'made'
        ? await saveDialled(tx, dial.id, decision.providerCallId)
        : await saveNotDialled(tx, dial.id, 'failed', 'not-dialled');
    if (saved) await appendOutbox(tx, [dialNews(dial)]);
  });
  return decision;
}
