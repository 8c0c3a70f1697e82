import { findCallsOfLegs, findIntentsOfCalls, findKnownCalls, findLegStates, wasAnsweredStatically } from '@ringbase/database';
import { type DifferenceCause, type DifferenceKind, decideCallDifference, decideCause } from '@ringbase/domain';
import type { ListFilter, ProviderCall } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';
import type { Note, ReconcileDeps } from './difference.js';
import { matchUnknownRings } from './match-unknown-rings.js';
import { ofEachCall } from './of-each-call.js';
import { repairs } from './repairs.js';
import { signalOfListedCall } from './signal-of-listed-call.js';

const BATCH = 200;

/** Compares calls and their legs. Returns how many the provider has. */
export async function compareCalls(ctx: HouseContext, deps: ReconcileDeps, listed: ListFilter, note: Note): Promise<number> {
  const calls: ProviderCall[] = [];
  for await (const call of deps.telephony.listCalls(listed)) calls.push(call);
  // A call's own leg comes last: its end is judged by what became of the others.
  calls.sort((a, b) => Number(isRoot(a)) - Number(isRoot(b)) || a.createdAt.getTime() - b.createdAt.getTime());
  for (let at = 0; at < calls.length; at += BATCH) await compareBatch(ctx, deps, calls.slice(at, at + BATCH), note);
  return calls.length;
}

async function compareBatch(ctx: HouseContext, deps: ReconcileDeps, calls: readonly ProviderCall[], note: Note): Promise<void> {
  const { provider } = deps.telephony;
  const known = await findLegStates(
    ctx.house.db,
    provider,
    calls.map((call) => call.leg.providerCallId),
  );
  const written = await findKnownCalls(
    ctx.house.db,
    calls.map((call) => call.callId),
  );
  const intents = await findIntentsOfCalls(
    ctx.house.db,
    calls.map((call) => call.rootProviderCallId),
  );
  const owners = await findCallsOfLegs(
    ctx.house.db,
    provider,
    calls.map((call) => call.leg.providerCallId),
  );
  const matched = await matchUnknownRings(
    ctx,
    calls.filter(
      ({ leg: { providerCallId } }) => !known.has(providerCallId) && !owners.has(providerCallId) && !intents.has(providerCallId),
    ),
  );
  const owned = calls.map((listed) => {
    const owner = matched.get(listed.leg.providerCallId) ?? owners.get(listed.leg.providerCallId) ?? listed.callId;
    return { ...listed, callId: owner, ...(isRoot(listed) && owner !== listed.callId ? { attached: true } : {}) };
  });
  const compare = async (call: (typeof owned)[number]) => {
    const { providerCallId } = call.leg;
    const kind = decideCallDifference({ ...call, isRoot: isRoot(call) }, known.get(providerCallId) ?? null, ctx.clock());
    if (kind === null) return;
    // Asked before it is repaired: afterwards our rows do not tell any more.
    const cause = await causeOf(ctx, call, kind, !written.has(call.callId));
    const signal = signalOfListedCall(call, intents.get(call.rootProviderCallId) ?? null);
    const repaired = await repairs(ctx, () => recordCallSignal(ctx, signal, deps));
    await note({ kind, providerId: providerCallId, callId: call.callId, cause, repaired });
  };
  await ofEachCall(owned, compare);
}

function isRoot(call: ProviderCall): boolean {
  return call.leg.parentProviderCallId === null;
}

async function causeOf(ctx: HouseContext, call: ProviderCall, kind: DifferenceKind, isMissing: boolean): Promise<DifferenceCause> {
  const missing = isMissing || kind === 'call-missing-here' ? { from: call.createdAt, until: call.endedAt ?? call.createdAt } : null;
  return decideCause({
    kind,
    there: 'known',
    answeredStatically: await wasAnsweredStatically(ctx.house.db, { callId: call.callId, missing }),
  });
}
