import type { CallEvent, CallEventOf } from '../call-event.js';
import { conferenceOf, joinedAt } from '../conference/conference-of.js';
import { ofKind } from '../of-kind.js';
import type { CallProjection } from '../project-call.js';
import type { LegProjection } from '../project-legs.js';
import type { AskOver, ControlWant } from './control-event.js';
import { decideWhenAlone } from './decide-when-alone.js';
import { type ControlState, toldOf } from './project-control.js';
import { type Redirection, redirection } from './redirection.js';
import type { Invitation, SettleFacts, Settlement, SettleRequest } from './settlement.js';

/** Milliseconds: so long a leg that was let in may take until the provider tells of it. */
const TOLD_WITHIN = 1_000;
/**
 * Milliseconds that somebody who has picked up has to come in: for his digit, and through an outage of ours in which his leg asks again for half a minute. The end
 * of his leg tells sooner that he does not.
 */
const COMES_IN = 45_000;

export function wantOf(request: SettleRequest): ControlWant {
  switch (request.kind) {
    case 'hold':
      return request.hold ? 'hold' : 'resume';
    case 'record':
    case 'begin-recording':
      return 'recording';
    default:
      return request.kind;
  }
}

/** What is still to be done until the call is what the people on its line have made of it. Nothing is asked for that is so already. */
export function decideSettlement(facts: SettleFacts, now: Date): Settlement {
  const { call, events } = facts;
  const control = call.control;
  const asked = ofKind(events, 'asked').toSorted((a, b) => a.body.step - b.body.step);
  const spent = asked.filter(({ body }) => call.state === 'ended' || isSpent(events, body.step)).map(({ body }) => body.step);
  const stale = endable(call, events, spent);
  if (control === null || call.state === 'ended')
    return { events: [], requests: [...stale, ...left(call, events, stale)], drop: spent, next: null };
  const over = control.asking === null || control.asking.joined ? null : askingOver(facts, control.asking, now);
  if (over?.kind === 'over') return { events: [over.event], requests: [], drop: [], next: now };
  const wakes: (Date | null)[] = [over?.until ?? null];
  const lift = redirection(events, liftOf(call, events), now);
  wakes.push(lift.next);
  const requests: SettleRequest[] = [...stale, ...lift.requests, ...recordings(facts, control)];
  if (control.outsideIn) {
    const manner = manners(call, events, control, now);
    const going = partings(call, events, asked);
    // Let in is not in yet: whoever went now would leave the other side in an empty room, and had spoken with nobody.
    const comesIn = going.length === 0 ? null : comesInAt(events, control.outside, ['held', 'unheld'], now);
    requests.push(...(comesIn === null ? going : []), ...manner.requests);
    wakes.push(manner.next, comesIn);
  }
  // Who was taken from a queue and met nobody goes back to wait. Who is still in a Dial is sent on by its own action, which alone tells whom he was joined with.
  const alone =
    call.state === 'connected' &&
    control.outsideIn &&
    call.line.length > 0 &&
    call.line.every((part) => part.until !== null) &&
    control.asking === null;
  const follows = alone ? decideWhenAlone(facts, control, asked.at(-1), now) : { events: [], requests: [] };
  wakes.push(follows.next ?? null);
  const moments = wakes.filter((moment) => moment !== null).map((moment) => moment.getTime());
  return {
    events: follows.events,
    requests: [...requests, ...follows.requests],
    drop: spent,
    next: follows.events.length > 0 ? now : moments.length === 0 ? null : new Date(Math.min(...moments)),
  };
}

const takerOf = (events: readonly CallEvent[], step: number) => joinedAt(events, step)?.body.providerCallId;
const isSpent = (events: readonly CallEvent[], step: number) =>
  joinedAt(events, step) !== undefined || ofKind(events, 'asking-over').some(({ body }) => body.step === step);

/** Telephones that still ring although nobody is asked any more, and who came for a consultation that was called off. */
function endable(call: CallProjection, events: readonly CallEvent[], spent: readonly number[]): SettleRequest[] {
  return call.legs
    .filter((leg) => leg.state !== 'ended' && leg.step !== null && spent.includes(leg.step) && isAskedLeg(leg, events))
    .filter((leg) => {
      const came = joinedAt(events, leg.step as number);
      const calledOff = ofKind(events, 'asking-over').some(({ body }) => body.step === leg.step);
      return came?.body.providerCallId !== leg.providerCallId || calledOff || call.state === 'ended';
    })
    .map((leg) => ({ kind: 'end', providerCallId: leg.providerCallId }));
}

/** Whoever was still on his way in as the other side hung up would sit in the conference alone. */
function left(call: CallProjection, events: readonly CallEvent[], known: readonly SettleRequest[]): SettleRequest[] {
  const joined = ofKind(events, 'joined').map(({ body }) => body.providerCallId);
  return call.legs
    .filter((leg) => leg.state !== 'ended' && joined.includes(leg.providerCallId))
    .filter((leg) => !known.some((request) => request.providerCallId === leg.providerCallId))
    .map((leg) => ({ kind: 'end', providerCallId: leg.providerCallId }));
}

function isAskedLeg(leg: LegProjection, events: readonly CallEvent[]): boolean {
  return ofKind(events, 'leg').some(({ body }) => body.legId === leg.id && body.attached === true);
}

type Over = { kind: 'over'; event: CallEvent; until?: never } | { kind: 'goes-on'; until: Date };

/** Nobody came: his time is up, or each telephone has said no. */
function askingOver({ call, invitations }: SettleFacts, asking: NonNullable<ControlState['asking']>, now: Date): Over {
  const { step } = asking;
  const legs = call.legs.filter((leg) => leg.step === step);
  const mine = invitations.filter((one) => one.step === step);
  const isDone = (one: Invitation) =>
    one.state === 'failed' ||
    one.state === 'dropped' ||
    (one.providerCallId !== null && legs.some((leg) => leg.providerCallId === one.providerCallId && leg.state === 'ended'));
  const pickedUp = legs.some((leg) => leg.state === 'answered');
  const until = pickedUp ? new Date(asking.until.getTime() + COMES_IN) : asking.until;
  if (!mine.every(isDone) && now < until) return { kind: 'goes-on', until };
  const reason = reasonOf(mine, legs);
  return { kind: 'over', event: { key: `asking-over:${step}`, at: now, kind: 'asking-over', body: { step, reason } } };
}

function reasonOf(invitations: readonly Invitation[], legs: readonly LegProjection[]): AskOver {
  if (invitations.length === 0) return 'nobody';
  if (legs.some((leg) => leg.outcome === 'busy')) return 'busy';
  const failed = (one: Invitation) =>
    one.state === 'failed' || legs.some((leg) => leg.providerCallId === one.providerCallId && leg.outcome === 'failed');
  return invitations.every(failed) ? 'failed' : 'no-answer';
}

/** The child of the Dial goes first; its parent follows by the Dial's own action. */
function liftOf(call: CallProjection, events: readonly CallEvent[]): Redirection | null {
  const lifting = ofKind(events, 'lifting').at(-1);
  const child = call.direction === 'inbound' ? call.line[0]?.providerCallId : call.control?.outside;
  const leg = call.legs.find((one) => one.providerCallId === child);
  if (lifting === undefined || !child || leg?.state === 'ended') return null;
  if (ofKind(events, 'joined').some(({ body }) => body.providerCallId === child)) return null;
  return { kind: 'lift', providerCallId: child, step: lifting.body.step };
}

function recordings({ call, events, recording }: SettleFacts, control: ControlState): SettleRequest[] {
  const paused = control.recordingPausedSince !== null;
  if (control.outside !== null && control.outsideIn && conferenceOf(events)?.record === false) {
    const mark = `leg:${paused ? 'paused' : 'in-progress'}`;
    const begun = recording?.startsWith('leg:') ?? false;
    if (mark === recording || (paused && !begun)) return [];
    const { outside } = control;
    return [begun ? { kind: 'record', providerCallId: outside, paused, mark } : { kind: 'begin-recording', providerCallId: outside, mark }];
  }
  const root = call.direction === 'inbound' ? control.outside : (call.line[0]?.providerCallId ?? null);
  const place = control.outsideIn ? 'conference' : 'dial';
  const mark = `${place}:${paused ? 'paused' : 'in-progress'}`;
  if (mark === recording || (!paused && recording !== `${place}:paused`)) return [];
  return [{ kind: 'record', providerCallId: control.outsideIn ? null : root, paused, mark }];
}

/** Who is to go: whoever has sent the call on, at once or after he has spoken. If who was spoken to is gone himself, he keeps the other side. */
function partings(call: CallProjection, events: readonly CallEvent[], asked: readonly CallEventOf<'asked'>[]): SettleRequest[] {
  const going = [
    ...asked.filter(({ body }) => body.mode === 'blind').map(({ at, body }) => ({ at, personId: body.personId })),
    ...ofKind(events, 'handed-on')
      .filter(({ body }) => call.line.some((part) => part.until === null && part.providerCallId === takerOf(events, body.step)))
      .map(({ at, body }) => ({ at, personId: body.personId })),
  ];
  return call.line
    .filter((part) => part.until === null && going.some(({ at, personId }) => personId === part.personId && part.since <= at))
    .map((part) => ({ kind: 'end', providerCallId: part.providerCallId }));
}

/** Hold and mute, as they are wanted and as the provider has told of them. */
function manners(
  call: CallProjection,
  events: readonly CallEvent[],
  control: ControlState,
  now: Date,
): { requests: SettleRequest[]; next: Date | null } {
  const requests: SettleRequest[] = [];
  let next: Date | null = null;
  const want = (providerCallId: string, wanted: boolean, words: readonly [string, string], request: SettleRequest) => {
    if ((toldOf(events, providerCallId, words) === words[0]) === wanted) return;
    // Before it is in, nothing can be changed of it.
    const comesIn = comesInAt(events, providerCallId, words, now);
    if (comesIn === null) requests.push(request);
    else next = comesIn;
  };
  const { outside } = control;
  const hold = control.hold !== null;
  if (outside !== null) want(outside, hold, ['held', 'unheld'], { kind: 'hold', providerCallId: outside, hold });
  for (const part of call.line) {
    if (part.until !== null || part.personId === null) continue;
    const muted = control.muted.includes(part.personId);
    want(part.providerCallId, muted, ['muted', 'unmuted'], { kind: 'mute', providerCallId: part.providerCallId, muted });
  }
  return { requests, next };
}

/** When a leg that was let in is to be looked at again; null: it is in. The provider tells, by one of these words or by its coming; should nobody tell, it has had the time. */
function comesInAt(events: readonly CallEvent[], providerCallId: string | null, words: readonly string[], now: Date): Date | null {
  const since = ofKind(events, 'joined').find(({ body }) => body.providerCallId === providerCallId)?.at ?? null;
  if (toldOf(events, providerCallId, words) !== null) return null;
  if (since !== null && now.getTime() - since.getTime() >= TOLD_WITHIN) return null;
  return new Date(Math.max(now.getTime() + 100, (since?.getTime() ?? now.getTime()) + TOLD_WITHIN));
}
