import { findCallsOfLegs, findKnownCalls, findKnownRecordings, type KnownRecording, wasAnsweredStatically } from '@ringbase/database';
import { type DifferenceCause, type DifferenceKind, decideCause, decideLateRecording, decideRecordingDifference } from '@ringbase/domain';
import type { ProviderRecording } from '@ringbase/telephony';
import { recordCallSignal } from '../calls/record-call-signal.js';
import type { HouseContext } from '../context.js';
import type { Note, ReconcileDeps } from './difference.js';
import { ofEachCall } from './of-each-call.js';
import { repairs } from './repairs.js';
import { signalOfListedRecording } from './signal-of-listed-recording.js';

/** Compares these, however they were asked for; what is finished there and not awaited here becomes due for the worker. */
export async function compareEachRecording(
  ctx: HouseContext,
  deps: ReconcileDeps,
  recordings: readonly ProviderRecording[],
  late: boolean,
  note: Note,
): Promise<void> {
  const { provider } = deps.telephony;
  const known = await findKnownRecordings(
    ctx.house.db,
    provider,
    recordings.map((recording) => recording.providerRecordingId),
  );
  // A conference's is listed with the first who came, whichever leg that is.
  const owners = await findCallsOfLegs(
    ctx.house.db,
    provider,
    recordings.map((recording) => recording.leg.providerCallId),
  );
  const owned = recordings.map((recording) => ({ ...recording, callId: owners.get(recording.leg.providerCallId) ?? recording.callId }));
  const calls = await findKnownCalls(
    ctx.house.db,
    owned.map((recording) => recording.callId),
  );
  const compare = async (recording: (typeof owned)[number]) => {
    const here = known.get(recording.providerRecordingId) ?? null;
    const told = decideRecordingDifference(recording, here, ctx.clock());
    const kind = told ?? (late ? decideLateRecording(recording, here, ctx.clock()) : null);
    if (kind === null) return;
    // Nobody knows the call, so there is nothing to attach it to; or no message is missing, and a person has to say what to do: a row to look at.
    const hasCall = calls.has(recording.callId);
    const cause = await causeOf(ctx, recording, { here, hasCall, kind });
    const isTellable = told !== null && hasCall;
    const repaired = isTellable && (await repairs(ctx, () => recordCallSignal(ctx, signalOfListedRecording(recording), deps)));
    await note({ kind, providerId: recording.providerRecordingId, callId: hasCall ? recording.callId : null, cause, repaired });
  };
  await ofEachCall(owned, compare);
}

async function causeOf(
  ctx: HouseContext,
  recording: ProviderRecording,
  { here, hasCall, kind }: { here: KnownRecording | null; hasCall: boolean; kind: DifferenceKind },
): Promise<DifferenceCause> {
  const at = recording.startedAt ?? ctx.clock();
  const missing = hasCall ? null : { from: at, until: at };
  const answeredStatically = await wasAnsweredStatically(ctx.house.db, { callId: recording.callId, missing });
  const there = recording.erased === true ? 'erased' : 'known';
  return decideCause({ kind, there, answeredStatically, due: here?.due ?? false, failure: here?.failure ?? null });
}
