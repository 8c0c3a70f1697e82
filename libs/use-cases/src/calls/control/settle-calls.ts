import {
  type ClaimedControl,
  claimDueControls,
  dropInvitations,
  findKnownCall,
  insertInvitations,
  type LoadedCall,
  listInvitations,
  releaseControl,
  saveRecordingMark,
} from '@ringbase/database';
import {
  askTarget,
  type CallEvent,
  type CallProjection,
  type ControlWant,
  conferenceOf,
  decideSettlement,
  isDomainError,
  ofKind,
  projectCall,
  type SettleFacts,
  type SettleRequest,
  wantOf,
} from '@ringbase/domain';
import type { HouseContext } from '../../context.js';
import { saveDecision } from '../save-decision.js';
import { invitationsOf } from './act-on-call.js';
import { askProvider, type SettleDeps } from './ask-provider.js';

/** Milliseconds. */
const LEASE = 15_000;
const BATCH = 10;
const FIRST_WAIT = 500;
/** After so many vain attempts whoever is on the call is told that it cannot be done. */
const MOST_ATTEMPTS = 5;
/** How often it is tried from then on, where it is the phone company that cannot at present. */
const LATER_WAIT = 30_000;
const MOST_ROUNDS = 8;

/** Brings calls that are due into line with what the people on them want. Returns how many were looked at. */
export async function settleCalls(ctx: HouseContext, deps: SettleDeps): Promise<number> {
  const claimed = await claimDueControls(ctx.house.db, ctx.clock(), LEASE, BATCH);
  await Promise.all(
    claimed.map(async (control) => {
      try {
        await settle(ctx, deps, control);
      } catch (error) {
        ctx.log.error({ event: 'control.failed', callId: control.callId, err: error });
        await releaseControl(ctx.house.db, control, new Date(ctx.clock().getTime() + FIRST_WAIT), control.attempts + 1);
      }
    }),
  );
  return claimed.length;
}

async function settle(ctx: HouseContext, deps: SettleDeps, control: ClaimedControl): Promise<void> {
  const { callId } = control;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const now = ctx.clock();
    const loaded = await load(ctx, callId, now);
    const call = loaded === null ? null : projectCall(loaded.context.events);
    if (loaded === null || call === null) return releaseControl(ctx.house.db, control, null, 0);
    const settlement = decideSettlement(await factsOf(ctx, loaded, call, control, now), now);
    await dropInvitations(ctx.house.db, callId, settlement.drop);
    if (settlement.events.length > 0) {
      await append(ctx, loaded, call, settlement.events, now);
      continue;
    }
    const failed = await askAll(ctx, deps, loaded, settlement.requests, control);
    if (failed === null) return releaseControl(ctx.house.db, control, settlement.next, 0);
    const attempts = control.attempts + 1;
    if (attempts < MOST_ATTEMPTS)
      return releaseControl(ctx.house.db, control, new Date(now.getTime() + FIRST_WAIT * 2 ** control.attempts), attempts);
    if (attempts === MOST_ATTEMPTS) await tellFailure(ctx, callId, failed);
    const later = failed.reason === 'UNAVAILABLE' || failed.reason === 'TOO_MANY' ? new Date(now.getTime() + LATER_WAIT) : null;
    return releaseControl(ctx.house.db, control, earlier(settlement.next, later), attempts);
  }
  await releaseControl(ctx.house.db, control, new Date(ctx.clock().getTime() + FIRST_WAIT), control.attempts);
}

function earlier(one: Date | null, other: Date | null): Date | null {
  return one === null || (other !== null && other < one) ? other : one;
}

function load(ctx: HouseContext, callId: string, now: Date): Promise<LoadedCall | null> {
  return findKnownCall(ctx.house, { callId, routes: false }, now);
}

async function factsOf(
  ctx: HouseContext,
  loaded: LoadedCall,
  call: CallProjection,
  control: ClaimedControl,
  now: Date,
): Promise<SettleFacts> {
  const { events, state, presences, facts } = loaded.context;
  const asker = ofKind(events, 'asked').at(-1)?.body.personId;
  const presence = asker === undefined ? undefined : presences[asker];
  const back = presence === undefined ? null : askTarget(presence, control.callId, now);
  return {
    call,
    events,
    stateStep: state?.step ?? 0,
    invitations: await listInvitations(ctx.house.db, control.callId),
    recording: control.recording,
    back: back?.kind === 'target' ? back.target : null,
    hasMailbox: facts.department !== null && state !== null,
  };
}

/** Asks for everything; what was wanted and why it could not be had, of the first that must be tried again. */
async function askAll(
  ctx: HouseContext,
  deps: SettleDeps,
  loaded: LoadedCall,
  requests: readonly SettleRequest[],
  control: ClaimedControl,
): Promise<{ want: ControlWant; reason: string } | null> {
  const { callId, events, facts } = loaded.context;
  const asked = { callId, conference: conferenceOf(events), musicId: facts.department?.holdSoundId ?? null };
  let failed: { want: ControlWant; reason: string } | null = null;
  for (const request of requests) {
    try {
      const told = await askProvider(deps, asked, request);
      ctx.log.info({ event: 'control.asked', callId: control.callId, want: wantOf(request) });
      if (told !== null) await tell(ctx, callId, told(ctx.clock()));
      if ('mark' in request) {
        await saveRecordingMark(ctx.house.db, control.callId, request.mark);
        control.recording = request.mark;
      }
    } catch (error) {
      const reason = isDomainError(error) ? error.code : 'UNAVAILABLE';
      ctx.log.warn({ event: 'control.refused', callId: control.callId, want: wantOf(request), reason, err: error });
      failed ??= { want: wantOf(request), reason };
    }
  }
  return failed;
}

function tellFailure(ctx: HouseContext, callId: string, failed: { want: ControlWant; reason: string }): Promise<void> {
  const now = ctx.clock();
  return tell(ctx, callId, { key: `control-failed:${failed.want}:${now.toISOString()}`, at: now, kind: 'control-failed', body: failed });
}

/** What has happened is written whatever else is told of the call meanwhile: whom we do not know to be on hold nobody takes off it. */
async function tell(ctx: HouseContext, callId: string, event: CallEvent): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const loaded = await load(ctx, callId, ctx.clock());
    if (loaded === null || (await append(ctx, loaded, null, [event], ctx.clock()))) return;
  }
  ctx.log.error({ event: 'control.not-told', callId, key: event.key });
}

/** Writes what the house itself has done with a call. False: it has changed meanwhile, and is to be looked at again. */
async function append(
  ctx: HouseContext,
  loaded: LoadedCall,
  call: CallProjection | null,
  events: readonly CallEvent[],
  now: Date,
): Promise<boolean> {
  const { context } = loaded;
  const invitations = call === null ? [] : events.flatMap((event) => invitationsOf(event, call, context.callId, ctx.ids));
  const decided = {
    key: null,
    answer: null,
    providerCallId: context.providerCallId ?? '',
    events,
    state: context.state,
    recordings: [],
    fetch: [],
    remember: null,
    audit: [],
  };
  try {
    await ctx.houseTransaction(async (tx) => {
      if ((await saveDecision(ctx, loaded, decided, now, tx)) !== 'saved') throw new Moved();
      await insertInvitations(tx, invitations);
    });
    ctx.bell();
    return true;
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
    return false;
  }
}

class Moved extends Error {}
