import { findLegStates } from '@ringbase/database';
import { decideCause, decideConferenceDifferences, decideQueueDifferences, type Occupant, type RoomDifference } from '@ringbase/domain';
import type { ListFilter, ProviderCall } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';
import type { Note, ReconcileDeps } from './difference.js';
import { repairs } from './repairs.js';
import { tellCall } from './tell-call.js';

export type RoomsSeen = { conferencesSeen: number; queuesSeen: number };

/**
 * Compares the conferences and queues that go on at the provider with our calls. Whom nobody told us of is written down; who is there though his call is
 * over here is left to a person: somebody may be talking.
 */
export async function compareRooms(
  ctx: HouseContext,
  deps: ReconcileDeps,
  pacing: Pick<ListFilter, 'betweenPages'>,
  note: Note,
): Promise<RoomsSeen> {
  const seen = { conferencesSeen: 0, queuesSeen: 0 };
  for await (const { providerConferenceId, participants } of deps.telephony.listConferences(pacing)) {
    seen.conferencesSeen += 1;
    const occupants = await occupantsOf(ctx, deps, participants);
    await noteAll(ctx, deps, decideConferenceDifferences({ providerConferenceId, participants: occupants }, ctx.clock()), note);
  }
  for await (const { members } of deps.telephony.listQueues(pacing)) {
    seen.queuesSeen += 1;
    await noteAll(ctx, deps, decideQueueDifferences(await occupantsOf(ctx, deps, members), ctx.clock()), note);
  }
  return seen;
}

async function occupantsOf(
  ctx: HouseContext,
  { telephony }: ReconcileDeps,
  listed: readonly { providerCallId: string; since: Date | null }[],
): Promise<Occupant[]> {
  const states = await findLegStates(
    ctx.house.db,
    telephony.provider,
    listed.map((one) => one.providerCallId),
  );
  return listed.map((one) => ({ ...one, known: states.get(one.providerCallId) ?? null }));
}

async function noteAll(ctx: HouseContext, deps: ReconcileDeps, differences: readonly RoomDifference[], note: Note): Promise<void> {
  for (const { kind, providerId } of differences) {
    const isMissing = kind === 'participant-missing-here' || kind === 'queue-member-missing-here';
    const told: ProviderCall[] = [];
    const tell = async () => {
      const call = await tellCall(ctx, deps, providerId);
      if (call !== null) told.push(call);
    };
    const asked = isMissing && (await repairs(ctx, tell));
    const cause = decideCause({ kind, there: asked && told.length === 0 ? 'unknown' : 'known' });
    await note({ kind, providerId, callId: told[0]?.callId ?? null, cause, repaired: told.length > 0 });
  }
}
