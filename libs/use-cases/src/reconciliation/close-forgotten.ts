import { type AfterCall, listSilentCalls, type OpenCall } from '@ringbase/database';
import { decideCause } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import { closeGoneCall } from './close-gone-call.js';
import type { Note, ReconcileDeps } from './difference.js';
import { isUnreadable } from './is-unreadable.js';
import { repairs } from './repairs.js';

/** Milliseconds of silence after which a running call is asked for by its id. */
const SILENCE = 5 * 60_000;
/** Milliseconds of silence after which one of which the provider's answer cannot be read is over, too: no call is longer than four hours there. */
const LONGEST = 4 * 3_600_000;
const BATCH = 100;

/**
 * Calls that run here and of which the phone company's list tells nothing: each is asked for by its id, however many they are, one after the other. One
 * that it does not know any more is closed at the moment of the last that was heard of it, or its people would be on that call for ever; so is one of which it
 * tells for hours what we cannot read. A call that does run is left alone.
 */
export async function closeForgotten(ctx: HouseContext, deps: ReconcileDeps, note: Note): Promise<void> {
  const before = new Date(ctx.clock().getTime() - SILENCE);
  let after: AfterCall | null = null;
  for (;;) {
    const silent: OpenCall[] = await listSilentCalls(ctx.house.db, { only: deps.telephony.provider }, before, { after, limit: BATCH });
    for (const call of silent) await askFor(ctx, deps, call, note);
    const last = silent.at(-1);
    if (last === undefined || silent.length < BATCH) return;
    after = { startedAt: last.startedAt, id: last.id };
  }
}

async function askFor(ctx: HouseContext, deps: ReconcileDeps, call: OpenCall, note: Note): Promise<void> {
  let known = true;
  const asked = await repairs(ctx, async () => {
    known = await isKnown(ctx, deps, call);
  });
  if (!asked || known) return;
  const repaired = await repairs(ctx, () => closeGoneCall(ctx, deps, call));
  const cause = decideCause({ kind: 'call-open-here', there: 'unknown' });
  await note({ kind: 'call-open-here', providerId: call.providerCallId, callId: call.id, cause, repaired });
}

async function isKnown(ctx: HouseContext, { telephony }: ReconcileDeps, { providerCallId, heardAt }: OpenCall): Promise<boolean> {
  try {
    return (await telephony.findCall(providerCallId)) !== null;
  } catch (error) {
    if (!isUnreadable(error) || ctx.clock().getTime() - heardAt.getTime() < LONGEST) throw error;
    return false;
  }
}
