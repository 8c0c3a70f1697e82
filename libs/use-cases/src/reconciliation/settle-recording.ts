import { findKnownCalls, findKnownRecordings, saveAbsent } from '@ringbase/database';
import { DomainError, type RepairRefusal } from '@ringbase/domain';
import type { ProviderRecording } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';
import { appendRecordingNews } from '../recordings/append-recording-news.js';
import type { ReconcileDeps } from './difference.js';
import { haveRecordingFetched } from './have-recording-fetched.js';
import { signalOfListedRecording } from './signal-of-listed-recording.js';
import { tellCall } from './tell-call.js';

/** Brings a recording to what the provider says of it, its call first if that is missing; or has it fetched (again). Null when that is done. */
export async function settleRecording(
  ctx: HouseContext,
  deps: ReconcileDeps,
  providerRecordingId: string,
  plan: 'tell-recording' | 'settle-recording' | 'fetch-recording',
): Promise<RepairRefusal | null> {
  const found = await deps.telephony.findRecording(providerRecordingId);
  if (found === null || found.erased === true) {
    if (plan !== 'settle-recording') return 'erased-at-provider';
    await giveUp(ctx, deps, providerRecordingId);
    return null;
  }
  if (found.status === 'in-progress') return 'still-going-on-there';
  if (plan !== 'fetch-recording') return tell(ctx, deps, found);
  // One that is attached meanwhile needs nothing.
  await haveRecordingFetched(ctx, deps.telephony.provider, providerRecordingId);
  return null;
}

async function tell(ctx: HouseContext, deps: ReconcileDeps, found: ProviderRecording): Promise<RepairRefusal | null> {
  const calls = await findKnownCalls(ctx.house.db, [found.callId]);
  if (!calls.has(found.callId) && (await tellCall(ctx, deps, found.leg.providerCallId)) === null) return 'provider-does-not-know';
  await recordCallSignal(ctx, signalOfListedRecording(found), deps);
  return null;
}

async function giveUp(ctx: HouseContext, { telephony }: ReconcileDeps, providerRecordingId: string): Promise<void> {
  const known = (await findKnownRecordings(ctx.house.db, telephony.provider, [providerRecordingId])).get(providerRecordingId);
  if (known === undefined) throw new DomainError('NOT_FOUND', 'There is no such recording');
  await ctx.houseTransaction(async (tx) => {
    if (await saveAbsent(tx, known.id)) await appendRecordingNews(tx, known.id);
  });
}
