import { isTakenInVain, metNoCaller } from '../queue/taken-in-vain.js';
import type { CallEvent, CallEventOf, LegDevice } from './call-event.js';
import type { LegStatus } from './call-signal.js';
import type { CallDirection, LegOutcome, LegRole, LegState } from './call-states.js';
import { wasAlone } from './conference/was-alone.js';
import { legStateOf } from './leg-state-of.js';
import { ofKind } from './of-kind.js';

export type LegProjection = {
  id: string;
  providerCallId: string;
  role: LegRole;
  address: string;
  device: LegDevice | null;
  step: number | null;
  state: LegState;
  outcome: LegOutcome | null;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
};

/** The leg by which both sides talk, as far as is known. */
export type Winner = {
  leg: LegProjection | null;
  providerCallId: string;
  step: number | null;
  personId: string | null;
  at: Date;
  seconds: number | null;
};

const order: readonly LegState[] = ['initiated', 'ringing', 'answered', 'ended'];
/** Of two endings told of one leg the stronger is believed: who talked did not fail. */
const endings: readonly LegStatus[] = ['canceled', 'no-answer', 'busy', 'failed', 'completed'];

const earliest = (moments: readonly Date[]): Date | null =>
  moments.length === 0 ? null : new Date(Math.min(...moments.map((moment) => moment.getTime())));

/** Milliseconds: a leg that lost the race is ended sooner. */
const SHORTEST_TALK = 1000;

type LegFacts = {
  leg: LegProjection;
  ending: LegStatus | null;
  accepted: boolean;
  talked: boolean;
  root: boolean;
  attached: boolean;
  joined: boolean;
  /** It was let in, and never met anybody of the other side. */
  alone: boolean;
};

function collectLegs(events: readonly CallEvent[], direction: CallDirection): readonly LegFacts[] {
  const accepted = new Set(ofKind(events, 'accepted').map((event) => event.body.legId));
  const joined = new Set(ofKind(events, 'joined').map((event) => event.body.legId));
  const outside = ofKind(events, 'leg').find((event) => event.body.root)?.body.providerCallId ?? null;
  const byLeg = new Map<string, CallEventOf<'leg'>[]>();
  for (const event of ofKind(events, 'leg')) byLeg.set(event.body.legId, [...(byLeg.get(event.body.legId) ?? []), event]);
  return [...byLeg.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, told]) => {
      const first = told[0] as CallEventOf<'leg'>;
      const root = told.some((event) => event.body.root);
      const attached = told.some((event) => event.body.attached === true);
      const device = told.find((event) => event.body.device !== null)?.body.device ?? null;
      const states = told.map((event) => legStateOf[event.body.status]);
      const ended = told.filter((event) => legStateOf[event.body.status] === 'ended');
      const ending = endings.findLast((status) => ended.some((event) => event.body.status === status)) ?? null;
      const talked = ended.find((event) => event.body.status === 'completed' && (event.body.seconds ?? 0) > 0);
      const answeredAt =
        earliest(told.filter((event) => event.body.status === 'answered').map((event) => event.at)) ??
        (talked === undefined ? null : new Date(talked.at.getTime() - (talked.body.seconds ?? 0) * 1000));
      const endedAt = earliest(ended.map((event) => event.at));
      // Where nobody tells how long it lasted, its own moments do.
      const isUntold = ending === 'completed' && ended.every((event) => event.body.seconds === null);
      const lasted = isUntold && answeredAt !== null && endedAt !== null && endedAt.getTime() - answeredAt.getTime() >= SHORTEST_TALK;
      return {
        ending,
        accepted: accepted.has(id),
        talked: talked !== undefined || lasted,
        root,
        attached,
        joined: joined.has(id),
        alone: joined.has(id) && direction === 'inbound' && !root && wasAlone(events, first.body.providerCallId, outside),
        leg: {
          id,
          providerCallId: first.body.providerCallId,
          role: roleOf(direction, root, attached, device),
          address: told.find((event) => event.body.address !== '')?.body.address ?? '',
          device,
          step: told.find((event) => event.body.step !== null)?.body.step ?? null,
          state: order.findLast((state) => states.includes(state)) ?? 'initiated',
          outcome: null,
          startedAt: first.at,
          answeredAt,
          endedAt,
        },
      };
    });
}

function roleOf(direction: CallDirection, root: boolean, attached: boolean, device: LegDevice | null): LegRole {
  if (attached) return device === null ? 'guest' : 'manager';
  if (direction === 'inbound') return root ? 'caller' : 'manager';
  return root ? 'manager' : 'client';
}

/** A mobile is screened before a client hears it, whoever asked for the call: what picks it up may be its voicemail. */
function needsDigit(leg: LegProjection): boolean {
  return leg.role === 'manager' && leg.device?.kind === 'mobile';
}

/**
 * Connected = an unscreened leg answered, or a screened one accepted by its digit; confirmed, and if need be corrected, by what the provider says it
 * bridged. Until it says so the earliest answer counts; one that was ended at once, since another was first, only where no other lasted.
 */
function findDialWinner(legs: readonly LegFacts[], events: readonly CallEvent[], direction: CallDirection): Winner | null {
  const finished = ofKind(events, 'ring-finished');
  const far: LegRole = direction === 'inbound' ? 'manager' : 'client';
  const farLegs = legs.filter(({ leg, attached }) => leg.role === far && !attached);
  for (const { body, at } of finished) {
    const found = farLegs.find(({ leg }) => leg.providerCallId === body.legProviderCallId);
    const talked =
      body.bridged ??
      ((body.status === 'completed' || body.status === 'answered') && (found === undefined || !needsDigit(found.leg) || found.accepted));
    if (talked && body.legProviderCallId !== null) {
      const since = found?.leg.answeredAt ?? new Date(at.getTime() - (body.seconds ?? 0) * 1000);
      return {
        leg: found?.leg ?? null,
        providerCallId: body.legProviderCallId,
        step: body.step,
        personId: found?.leg.device?.personId ?? null,
        at: since,
        seconds: body.seconds,
      };
    }
  }
  const refuted = new Set(finished.filter(({ body }) => body.status !== null).map((event) => event.body.step));
  const answered = farLegs.filter(
    ({ leg, accepted }) =>
      leg.answeredAt !== null &&
      (direction === 'outbound' || !needsDigit(leg) || accepted) &&
      (leg.step === null || !refuted.has(leg.step)),
  );
  const lasting = answered.filter(({ ending, talked }) => ending === null || talked);
  const [first] = (lasting.length > 0 ? lasting : answered).toSorted(
    (a, b) => (a.leg.answeredAt as Date).getTime() - (b.leg.answeredAt as Date).getTime() || (a.leg.id < b.leg.id ? -1 : 1),
  );
  if (first === undefined) return null;
  return {
    leg: first.leg,
    providerCallId: first.leg.providerCallId,
    step: first.leg.step,
    personId: first.leg.device?.personId ?? null,
    at: first.leg.answeredAt as Date,
    seconds: null,
  };
}

/** Who phoned in and waited in the conference is first talked to by whoever of ours was first let in. */
function findWinner(legs: readonly LegFacts[], events: readonly CallEvent[], direction: CallDirection): Winner | null {
  const dialled = findDialWinner(legs, events, direction);
  const root = endOfRoot(legs);
  const lonely = new Set(legs.flatMap(({ alone, leg }) => (alone && leg.state === 'ended' ? [leg.id] : [])));
  const stays = (event: CallEventOf<'joined'>) =>
    !lonely.has(event.body.legId) && !isTakenInVain(events, event, goneAt(legs, events, event.body, root));
  const [joined] = direction === 'outbound' ? [] : ofKind(events, 'joined').filter((event) => event.body.personId !== null && stays(event));
  if (joined === undefined || (dialled !== null && dialled.at <= joined.at)) return dialled;
  const { legId, providerCallId, step, personId } = joined.body;
  return { leg: legs.find(({ leg }) => leg.id === legId)?.leg ?? null, providerCallId, step, personId, at: joined.at, seconds: null };
}

const endOfRoot = (legs: readonly LegFacts[]): Date | null => legs.find((fact) => fact.root)?.leg.endedAt ?? null;

/** With those marked as alone that were let in for a caller who waited, and to whom he was never brought. */
function markUnmet(legs: readonly LegFacts[], events: readonly CallEvent[]): readonly LegFacts[] {
  const came = ofKind(events, 'joined').filter(({ body }) => body.personId !== null);
  const metNobody = (event: CallEventOf<'joined'>) => metNoCaller(events, event, goneAt(legs, events, event.body, endOfRoot(legs)));
  return legs.map((fact) => {
    const own = came.filter(({ body }) => body.legId === fact.leg.id);
    return own.length > 0 && own.every(metNobody) ? { ...fact, alone: true } : fact;
  });
}

/** When he who was let in had left again, or the caller had hung up. */
function goneAt(
  legs: readonly LegFacts[],
  events: readonly CallEvent[],
  { legId, providerCallId }: CallEventOf<'joined'>['body'],
  rootEnd: Date | null,
): Date | null {
  const end = legs.find(({ leg }) => leg.id === legId)?.leg.endedAt ?? null;
  const told = events.filter(
    (event) =>
      (event.kind === 'left' || (event.kind === 'conference-told' && event.body.what === 'left')) &&
      event.body.providerCallId === providerCallId,
  );
  return earliest([...[end, rootEnd].filter((moment) => moment !== null), ...told.map(({ at }) => at)]);
}

type Steps = { taken: ReadonlySet<number>; inVain: ReadonlySet<number> };

/** Rings of which the provider says that it bridged nobody. */
function stepsInVain(events: readonly CallEvent[]): ReadonlySet<number> {
  const isInVain = ({ body: { bridged, status } }: CallEventOf<'ring-finished'>) =>
    bridged === null ? status !== null && status !== 'completed' && status !== 'answered' : !bridged;
  return new Set(ofKind(events, 'ring-finished').flatMap((event) => (isInVain(event) ? [event.body.step] : [])));
}

function outcomeOf(fact: LegFacts, winner: Winner | null, connected: boolean, { taken, inVain }: Steps): LegOutcome | null {
  const { leg, ending, accepted, attached, joined, root, talked, alone } = fact;
  if (leg.state !== 'ended') return null;
  if (alone && winner?.providerCallId !== leg.providerCallId) return connected ? 'answered-elsewhere' : 'cancelled';
  if (joined) return 'connected';
  if (attached && leg.step !== null && taken.has(leg.step) && ending !== 'busy' && ending !== 'failed') return 'answered-elsewhere';
  if (winner?.providerCallId === leg.providerCallId) return 'connected';
  if (leg.role === 'caller') return connected ? 'connected' : ending === 'completed' ? 'connected' : 'cancelled';
  if (leg.role === 'manager' && winner !== null && winner.step === leg.step && ending !== 'busy' && ending !== 'failed')
    return 'answered-elsewhere';
  if (needsDigit(leg) && leg.answeredAt !== null && !accepted) return 'not-accepted';
  switch (ending) {
    case 'busy':
    case 'failed':
    case 'no-answer':
      return ending;
    case 'completed':
      if (leg.answeredAt === null) return 'no-answer';
      if (attached) return 'not-accepted';
      // Who picked up and was ended at once, since another was first or the caller was gone, talked to nobody; nor did who waited for a bridge that never came.
      return root || (talked && (leg.step === null || !inVain.has(leg.step)))
        ? 'connected'
        : connected
          ? 'answered-elsewhere'
          : 'cancelled';
    default:
      return 'cancelled';
  }
}

/** When nobody told that one of ours picked up, and he talked all the same: as he was bridged or let in, at the latest as he hung up. */
function talkBegan(leg: LegProjection, outcome: LegOutcome | null, winner: Winner | null, events: readonly CallEvent[]): Date | null {
  if (outcome !== 'connected' || leg.role === 'caller') return null;
  const came = ofKind(events, 'joined').flatMap(({ at, body }) => (body.legId === leg.id ? [at] : []));
  const began = earliest(winner?.providerCallId === leg.providerCallId ? [winner.at, ...came] : came);
  return began === null || leg.endedAt === null ? began : earliest([began, leg.endedAt]);
}

/**
 * Every CallSid is one leg: what became of each, and by which one both sides talk. `managerCame`: who clicked is at his telephone, which a mobile tells by
 * its digit alone; always false of an inbound call.
 */
export function projectLegs(
  events: readonly CallEvent[],
  direction: CallDirection,
): { legs: readonly LegProjection[]; root: LegProjection | null; winner: Winner | null; managerCame: boolean } {
  const facts = markUnmet(collectLegs(events, direction), events);
  const winner = findWinner(facts, events, direction);
  const managerCame =
    direction === 'outbound' &&
    facts.some(
      ({ leg, accepted, attached }) => !attached && leg.role === 'manager' && leg.answeredAt !== null && (!needsDigit(leg) || accepted),
    );
  // The key of who was let in alone.
  const taken = new Set(ofKind(events, 'joined').flatMap(({ key, body }) => (key === `joined:${body.step}` ? [body.step] : [])));
  const steps = { taken, inVain: stepsInVain(events) };
  const root = facts.find((fact) => fact.root)?.leg ?? null;
  return {
    managerCame,
    root,
    legs: facts.map((fact) => {
      const outcome = outcomeOf(fact, winner, winner !== null, steps);
      return { ...fact.leg, outcome, answeredAt: fact.leg.answeredAt ?? talkBegan(fact.leg, outcome, winner, events) };
    }),
    winner,
  };
}
