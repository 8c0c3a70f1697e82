import { stoppedBy } from '../blocking/events-of-block.js';
import { keptPlaceOf, queueOffersOf, type Waiting, waitingOf } from '../queue/project-queue.js';
import type { CallEvent, CallEventOf } from './call-event.js';
import type { CallDirection, CallOutcome, CallState } from './call-states.js';
import { conferenceOf } from './conference/conference-of.js';
import { endOf, type LinePart, projectLine } from './conference/project-line.js';
import { askedOffers } from './control/asked-offers.js';
import { type ControlState, projectControl } from './control/project-control.js';
import { ofKind } from './of-kind.js';
import type { OfferProjection } from './offer-projection.js';
import { type LegProjection, projectLegs } from './project-legs.js';

export type { OfferProjection };

/** The call's row, its legs and its offers, as its events tell them. */
export type CallProjection = {
  direction: CallDirection;
  state: CallState;
  outcome: CallOutcome | null;
  callerRaw: string;
  callerE164: string | null;
  dialled: string;
  departmentId: string | null;
  scriptId: string | null;
  clientId: string | null;
  phoneId: string | null;
  applicationId: string | null;
  intendedPersonId: string | null;
  answeredByPersonId: string | null;
  intentId: string | null;
  /** What turned the caller away. */
  blockedCallerId: string | null;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  ringSeconds: number | null;
  talkSeconds: number | null;
  wrapUpSeconds: number;
  /** Where the caller waits for somebody; null: nowhere. */
  waiting: Waiting | null;
  /** He keeps his place in the queue without waiting on the line: so many seconds were expected before his turn. */
  keptPlace: { expectedSeconds: number } | null;
  /** Who of ours is on the line now. */
  talking: readonly string[];
  /** Who of ours was and is on the line, in the order in which they came. */
  line: readonly LinePart[];
  /** What the people on its line have made of it; null: nothing, as of most calls. */
  control: ControlState | null;
  /** A voice message was left, whoever was talked to before. */
  message: boolean;
  disposition: { id: string; label: string } | null;
  legs: readonly LegProjection[];
  offers: readonly OfferProjection[];
};

const seconds = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 1000);

/** Pure, and the same for every order and repetition of the events: a late message may only strengthen what is known. */
export function projectCall(events: readonly CallEvent[]): CallProjection | null {
  const told = ofKind(events, 'received');
  const received = told.find((event) => event.key === 'received') ?? told[0];
  if (received === undefined) return null;
  const { body } = received;
  const { legs, root, winner, managerCame } = projectLegs(events, body.direction);
  const startedAt = root === null || root.startedAt > received.at ? received.at : root.startedAt;
  const stopped = winner === null ? stoppedBy(events) : null;
  const endedAt = stopped?.at ?? endOf(events, body.direction, root, winner);
  const chosen = ofKind(events, 'application-chosen').at(-1)?.body;
  const person = body.direction === 'inbound' ? (winner?.personId ?? null) : body.personId;
  const answeredAt = winner?.at ?? null;
  const overAt = answeredAt ?? endedAt;
  const line = projectLine(events, { direction: body.direction, legs, root, winner, managerCame, clickedBy: body.personId, endedAt });
  // What a Dial tells of its length is that of the talk, unless it was lifted out of it.
  const dialSeconds = conferenceOf(events) === null ? (winner?.seconds ?? null) : null;
  return {
    direction: body.direction,
    state: endedAt !== null ? 'ended' : winner !== null ? 'connected' : 'ringing',
    outcome:
      stopped !== null
        ? 'blocked'
        : endedAt === null
          ? null
          : outcomeOf(events, winner !== null, body.direction === 'outbound' && !managerCame),
    callerRaw: body.from,
    callerE164: body.callerE164,
    dialled: body.to,
    departmentId: body.departmentId,
    scriptId: body.scriptId,
    clientId: chosen?.clientId ?? body.attribution.clientId,
    phoneId: body.attribution.phoneId,
    applicationId: chosen?.applicationId ?? body.attribution.applicationId,
    intendedPersonId: body.direction === 'outbound' ? body.personId : body.attribution.intendedPersonId,
    answeredByPersonId: winner === null ? null : person,
    intentId: body.intentId,
    blockedCallerId: stopped?.blockedCallerId ?? null,
    startedAt,
    answeredAt,
    endedAt,
    ringSeconds: stopped !== null || overAt === null ? null : seconds(startedAt, overAt),
    talkSeconds: winner === null ? null : (dialSeconds ?? (endedAt === null ? null : seconds(winner.at, endedAt))),
    wrapUpSeconds: body.wrapUpSeconds,
    waiting: waitingOf(events, overAt),
    keptPlace: keptPlaceOf(events),
    talking: [...new Set(line.flatMap((part) => (part.until === null && part.personId !== null ? [part.personId] : [])))],
    line,
    message: leftMessage(events),
    disposition: dispositionOf(events),
    control: projectControl(events, { direction: body.direction, line, legs, winner, root }),
    legs,
    offers: [...askedOffers(events, endedAt), ...projectOffers(events, endedAt, winner), ...projectQueueOffers(events, overAt, winner)],
  };
}

function outcomeOf(events: readonly CallEvent[], talked: boolean, neverRung: boolean): CallOutcome {
  if (talked) return 'answered';
  if (leftMessage(events)) return 'voicemail';
  return neverRung ? 'failed' : 'missed';
}

function leftMessage(events: readonly CallEvent[]): boolean {
  return ofKind(events, 'voicemail-left').some((event) => event.body.seconds > 0);
}

/** The last that was given. */
function dispositionOf(events: readonly CallEvent[]): CallProjection['disposition'] {
  const given = ofKind(events, 'disposed').at(-1)?.body;
  return given === undefined ? null : { id: given.dispositionId, label: given.label };
}

function projectOffers(
  events: readonly CallEvent[],
  endedAt: Date | null,
  winner: ReturnType<typeof projectLegs>['winner'],
): readonly OfferProjection[] {
  const routed = ofKind(events, 'routed');
  const finished = ofKind(events, 'ring-finished');
  const claims = ofKind(events, 'claimed');
  return routed.flatMap(({ at, body }) => {
    const later = [
      ...finished.filter((event) => event.body.step === body.step).map((event) => event.at),
      ...routed.filter((event) => event.body.step > body.step).map((event) => event.at),
      ...(winner !== null ? [winner.at] : []),
      ...(endedAt !== null ? [endedAt] : []),
    ].map((moment) => moment.getTime());
    const people = [...new Set(body.targets.flatMap((target) => (target.personId === null ? [] : [target.personId])))];
    return people.map((personId) => {
      const claim = claims.findLast((event: CallEventOf<'claimed'>) => event.body.personId === personId && event.body.step === body.step);
      const won = winner !== null && winner.personId === personId && (winner.step === null || winner.step === body.step);
      return {
        step: body.step,
        personId,
        offeredAt: at,
        overAt: later.length === 0 ? null : new Date(Math.max(at.getTime(), Math.min(...later))),
        claimedTab: claim?.body.tab ?? null,
        claimedUntil: claim === undefined ? null : new Date(claim.body.until),
        connectedAt: won ? winner.at : null,
      };
    });
  });
}

/** Who was rung for a caller who waits: the same as an offer of a ring. */
function projectQueueOffers(
  events: readonly CallEvent[],
  over: Date | null,
  winner: ReturnType<typeof projectLegs>['winner'],
): readonly OfferProjection[] {
  const claims = ofKind(events, 'claimed');
  return queueOffersOf(events, over).map((offer) => {
    const claim = claims.findLast(({ body }) => body.personId === offer.personId && body.step === offer.step);
    const won = winner !== null && winner.personId === offer.personId && winner.step === offer.step;
    return {
      ...offer,
      claimedTab: claim?.body.tab ?? null,
      claimedUntil: claim === undefined ? null : new Date(claim.body.until),
      connectedAt: won ? winner.at : null,
    };
  });
}

/** The trace of a call, step by step, with the moment of each. */
export function traceOf(events: readonly CallEvent[]): readonly (CallEventOf<'routed'>['body']['trace'][number] & { at: Date })[] {
  return ofKind(events, 'routed').flatMap((event) => event.body.trace.map((entry) => ({ ...entry, at: event.at })));
}
