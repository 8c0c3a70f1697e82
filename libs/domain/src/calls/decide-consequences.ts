import type { CallbackOrigin } from '../callbacks/callback-states.js';
import { decideReview } from '../callbacks/decide-review.js';
import { leftWaiting, reallyTalked } from '../callbacks/really-talked.js';
import { mostRecentTab } from '../presence/effective-status.js';
import type { Waiting } from '../queue/project-queue.js';
import type { CallContext } from './call-context.js';
import { conferenceOf } from './conference/conference-of.js';
import type { CallProjection, OfferProjection } from './project-call.js';

/** A promise that a call makes: to call back who was not answered, or to look at what a colleague has answered. */
export type NewPromise = {
  origin: Exclude<CallbackOrigin, 'reminder' | 'task'>;
  ownerId: string | null;
  departmentId: string | null;
  clientId: string | null;
  applicationId: string | null;
  phoneId: string | null;
  callerE164: string | null;
  dueAt: Date;
  timeZone: string;
};

export type CallNews =
  | { kind: 'ringing'; people: readonly string[] }
  | { kind: 'ringing-over'; people: readonly string[] }
  | { kind: 'open-card'; person: string; tab: string | null }
  | { kind: 'call-changed'; people: readonly string[]; departmentId: string | null; applicationId: string | null }
  | { kind: 'presence-changed'; people: readonly string[] };

/** What follows from a call having become what it now is; saved in the same statement. */
export type CallConsequences = {
  onCall: readonly { personId: string; since: Date }[];
  released: readonly { personId: string; wrapUpSince: Date | null; wrapUpUntil: Date | null }[];
  /** Who answered, and whoever comes to the line after him, sees this application until his wrap-up ends. */
  grants: readonly { personId: string; applicationId: string; until: Date | null }[];
  closeGrantsAt: Date | null;
  promise: NewPromise | null;
  /** Somebody else talked to the owner's client: the owner is to look at it. */
  review: NewPromise | null;
  /** Promises to this client are kept: somebody really talked to him. */
  keptFor: { clientId: string | null; e164: string | null } | null;
  talkedAt: Date | null;
  /** A conversation began that must be recorded. */
  expectRecordingOfStep: number | null;
  /** He came to wait, or waits no longer; null: nothing changed. */
  queue: { kind: 'enter'; waiting: Waiting } | { kind: 'leave'; how: 'taken' | 'left' | 'kept' } | null;
  news: readonly CallNews[];
};

const stillRinging = (offers: readonly OfferProjection[]) => offers.filter((offer) => offer.overAt === null);
const wrapUpEnd = (call: CallProjection, left: Date | null) =>
  left === null ? null : new Date(left.getTime() + call.wrapUpSeconds * 1000);

/** Compares what the call was with what it is. Pure; a repeat changes nothing and has no consequences. */
export function decideConsequences(
  before: CallProjection | null,
  after: CallProjection,
  context: CallContext,
  now: Date,
): CallConsequences {
  const rangBefore = stillRinging(before?.offers ?? []).map((offer) => offer.personId);
  const ringsNow = stillRinging(after.offers).map((offer) => offer.personId);
  const begins = ringsNow.filter((person) => !rangBefore.includes(person));
  const over = rangBefore.filter((person) => !ringsNow.includes(person));
  const answerer = after.answeredByPersonId;
  const connected = answerer !== null && answerer !== before?.answeredByPersonId;
  const ended = after.state === 'ended' && before?.state !== 'ended';
  const comes = after.talking.filter((person) => before?.talking.includes(person) !== true);
  const released = (before?.talking ?? []).filter((person) => !after.talking.includes(person));
  // Who answered is shown the call when he is known to have; whoever comes later, when he comes.
  const shown = [
    ...(connected ? [answerer] : []),
    ...(answerer === null ? [] : comes.filter((person) => !connected || person !== answerer)),
  ];
  const talked = ended && after.outcome === 'answered';
  const reviewer = decideReview(after, context.facts.people);
  const news: CallNews[] = [];
  if (begins.length > 0) news.push({ kind: 'ringing', people: begins });
  if (over.length > 0) news.push({ kind: 'ringing-over', people: over });
  for (const person of shown) news.push({ kind: 'open-card', person, tab: cardTab(after, person, context, now) });
  if (comes.length > 0 || released.length > 0) news.push({ kind: 'presence-changed', people: [...new Set([...released, ...comes])] });
  if (
    before === null ||
    before.state !== after.state ||
    before.outcome !== after.outcome ||
    connected ||
    comes.length > 0 ||
    released.length > 0 ||
    JSON.stringify(before.control) !== JSON.stringify(after.control) ||
    before.disposition?.id !== after.disposition?.id ||
    before.applicationId !== after.applicationId
  ) {
    // Who was taken for the one who answered, until more was told, is told that he is not: his card closes.
    const people = [after.intendedPersonId, answerer, before?.answeredByPersonId ?? null, ...after.talking, ...released].filter(
      (person) => person !== null,
    );
    news.push({ kind: 'call-changed', people: [...new Set(people)], departmentId: after.departmentId, applicationId: after.applicationId });
  }
  return {
    onCall: comes.map((personId) => ({ personId, since: after.line.findLast((part) => part.personId === personId)?.since ?? now })),
    released: released.map((personId) => {
      const left = after.line.findLast((part) => part.personId === personId)?.until ?? after.endedAt;
      // Who was gone before the caller was brought to him has nothing to wrap up.
      const metNobody = after.direction === 'inbound' && after.answeredAt === null;
      return { personId, wrapUpSince: left, wrapUpUntil: metNobody ? left : wrapUpEnd(after, left) };
    }),
    grants: shown.flatMap((personId) => {
      if (after.applicationId === null) return [];
      // Who is known to have come only now may be gone already.
      const left = after.line.findLast((part) => part.personId === personId)?.until ?? after.endedAt;
      return [{ personId, applicationId: after.applicationId, until: wrapUpEnd(after, left) }];
    }),
    closeGrantsAt: ended ? wrapUpEnd(after, after.endedAt) : null,
    promise:
      ended ||
      (after.state === 'ended' &&
        (before?.outcome !== after.outcome || before?.message !== after.message || before?.departmentId !== after.departmentId))
        ? promiseOf(after, context)
        : null,
    review: reviewer !== null && !(before !== null && reallyTalked(before)) ? reviewOf(after, reviewer, context) : null,
    // A talk with an unknown number that is filed to a client later has been one with him.
    keptFor: reallyTalked(after) && !(before !== null && reallyTalked(before) && before.clientId === after.clientId) ? keptBy(after) : null,
    talkedAt: talked ? after.endedAt : null,
    expectRecordingOfStep: after.answeredAt !== null && before?.answeredAt == null ? recordedStep(after, context) : null,
    queue: queueChange(before, after),
    news,
  };
}

/** By which step the sound will be told: of whoever was taken from a queue it is the conference's, in whatever stay he was taken. */
function recordedStep({ offers }: CallProjection, { events }: CallContext): number {
  const step = offers.find((offer) => offer.connectedAt !== null)?.step ?? 1;
  const queued = events.some((event) => event.kind === 'queued' && event.body.step === step);
  return (queued ? conferenceOf(events)?.step : null) ?? step;
}

function queueChange(before: CallProjection | null, after: CallProjection): CallConsequences['queue'] {
  const was = before?.waiting ?? null;
  if (after.waiting !== null) return was?.step === after.waiting.step ? null : { kind: 'enter', waiting: after.waiting };
  if (was === null) return null;
  // Whom a Dial has connected meanwhile is in his conversation already, and is not to be brought into another.
  if (after.offers.some((offer) => offer.step === was.step && offer.connectedAt !== null)) return { kind: 'leave', how: 'taken' };
  return { kind: 'leave', how: after.keptPlace === null ? 'left' : 'kept' };
}

/** Where the call was accepted: the tab whose claim still holds; a desk phone or a mobile opens the most recently active tab. */
function cardTab(after: CallProjection, personId: string, context: CallContext, now: Date): string | null {
  const presence = context.presences[personId];
  const claim = after.offers.find(
    ({ connectedAt, claimedUntil, ...offer }) =>
      offer.personId === personId && connectedAt !== null && claimedUntil !== null && connectedAt <= claimedUntil,
  );
  const lives = presence === undefined || presence.tabs.some(({ tab, expiresAt }) => tab === claim?.claimedTab && expiresAt > now);
  if (claim !== undefined && lives) return claim.claimedTab;
  return presence === undefined ? null : mostRecentTab(presence, now);
}

/** A missed call, a voice message or a place kept in the queue (due when its turn would have come) becomes a promise of the owner's, else of the dialled department's curator; a withheld number leaves one only with a message. */
function promiseOf(call: CallProjection, context: CallContext): NewPromise | null {
  if (call.direction !== 'inbound' || call.endedAt === null) return null;
  // Who was talked to and left a message all the same, or was sent on to nobody, waits for an answer; who was turned away waits for nothing.
  const waits = call.message || leftWaiting(call);
  if (call.outcome !== 'missed' && call.outcome !== 'voicemail' && !(call.outcome === 'answered' && waits)) return null;
  if (call.departmentId === null) return null;
  if (call.clientId === null && call.callerE164 === null && !call.message) return null;
  const owner = call.intendedPersonId ?? context.facts.department?.curatorIds[0] ?? null;
  if (call.message) return newPromise(call, 'voicemail', owner, call.endedAt, context);
  if (call.keptPlace === null) return newPromise(call, 'missed-call', owner, call.endedAt, context);
  const turn = new Date(call.endedAt.getTime() + call.keptPlace.expectedSeconds * 1000);
  return newPromise(call, 'queue-place', owner, turn, context);
}

function reviewOf(call: CallProjection, ownerId: string, context: CallContext): NewPromise | null {
  return call.endedAt === null ? null : newPromise(call, 'review', ownerId, call.endedAt, context);
}

function newPromise(
  call: CallProjection,
  origin: NewPromise['origin'],
  ownerId: string | null,
  dueAt: Date,
  context: CallContext,
): NewPromise {
  const { departmentId, clientId, applicationId, phoneId, callerE164 } = call;
  const timeZone = context.facts.department?.timeZone ?? 'UTC';
  return { origin, ownerId, departmentId, clientId, applicationId, phoneId, callerE164, dueAt, timeZone };
}

function keptBy(call: CallProjection): { clientId: string | null; e164: string | null } | null {
  const e164 = call.direction === 'inbound' ? call.callerE164 : call.dialled;
  return call.clientId === null && e164 === null ? null : { clientId: call.clientId, e164 };
}
