import type { CallEvent } from '../call-event.js';
import type { CallDirection } from '../call-states.js';
import { ofKind } from '../of-kind.js';
import type { LegProjection, Winner } from '../project-legs.js';
import { conferenceOf } from './conference-of.js';

/** One of ours, or a guest of theirs (no person), on the line with the other side. */
export type LinePart = { providerCallId: string; personId: string | null; since: Date; until: Date | null };

export type LineFacts = {
  direction: CallDirection;
  legs: readonly LegProjection[];
  root: LegProjection | null;
  winner: Winner | null;
  /** Of an outbound call: whoever clicked is at his telephone. */
  managerCame: boolean;
  /** Of an outbound call: who clicked. */
  clickedBy: string | null;
  endedAt: Date | null;
};

/** Who of ours takes part and took part, from when to when. Without a conference it is one, until the call ends. */
export function projectLine(events: readonly CallEvent[], facts: LineFacts): readonly LinePart[] {
  const first = firstPart(facts);
  const begun = first === null ? [] : [first];
  if (conferenceOf(events) === null) return handedOn(events, first, facts);
  const joined = ofKind(events, 'joined').filter(
    ({ key, body }) => (body.personId !== null || key === `joined:${body.step}`) && body.providerCallId !== first?.providerCallId,
  );
  const parts = [...begun, ...joined.map(({ at, body }) => ({ providerCallId: body.providerCallId, personId: body.personId, since: at }))];
  return parts.map((part) => ({ ...part, until: outSince(events, part.providerCallId, facts) }));
}

/** Without a conference it is one, until the call ends or a PBX hands the other side on; then the next, once he has picked up. */
function handedOn(events: readonly CallEvent[], first: Omit<LinePart, 'until'> | null, { legs, endedAt }: LineFacts): readonly LinePart[] {
  if (first === null) return [];
  const handed = ofKind(events, 'handed-over').filter(({ at, body }) => body.providerCallId !== first.providerCallId || at > first.since);
  const next = handed.flatMap(({ at, body }) => {
    const leg = legs.find((one) => one.id === body.legId);
    if (leg === undefined || leg.answeredAt === null) return [];
    const since = new Date(Math.max(leg.answeredAt.getTime(), at.getTime()));
    return [{ part: { providerCallId: body.providerCallId, personId: leg.device?.personId ?? null, since }, from: at }];
  });
  return [{ part: first, from: first.since }, ...next].map(({ part, from }) => {
    const out = [endedAt, handed.find(({ at }) => at > from)?.at ?? null].filter((moment) => moment !== null);
    return { ...part, until: out.length === 0 ? null : new Date(Math.min(...out.map((moment) => moment.getTime()))) };
  });
}

/** Whom the other side reached by a Dial. */
function firstPart({ direction, root, winner, managerCame, clickedBy }: LineFacts): Omit<LinePart, 'until'> | null {
  if (direction === 'inbound')
    return winner === null ? null : { providerCallId: winner.providerCallId, personId: winner.personId, since: winner.at };
  if (winner === null && !managerCame) return null;
  return { providerCallId: root?.providerCallId ?? '', personId: clickedBy, since: root?.answeredAt ?? (winner?.at as Date) };
}

function outSince(events: readonly CallEvent[], providerCallId: string, { legs, endedAt }: LineFacts): Date | null {
  const leg = legs.find((one) => one.providerCallId === providerCallId);
  const out = [
    leg?.endedAt ?? null,
    endedAt,
    ...ofKind(events, 'left')
      .filter(({ body }) => body.providerCallId === providerCallId)
      .map(({ at }) => at),
    ...ofKind(events, 'conference-told')
      .filter(({ body }) => body.what === 'left' && body.providerCallId === providerCallId)
      .map(({ at }) => at),
  ].filter((moment) => moment !== null);
  return out.length === 0 ? null : new Date(Math.min(...out.map((moment) => moment.getTime())));
}

/** A call in a conference ends with its other side: who clicked may have handed it on and be gone. */
export function endOf(
  events: readonly CallEvent[],
  direction: CallDirection,
  root: LegProjection | null,
  winner: Winner | null,
): Date | null {
  const rootEnd = root?.endedAt ?? null;
  if (direction === 'inbound' || conferenceOf(events) === null) return rootEnd;
  if (winner?.leg?.endedAt) return winner.leg.endedAt;
  const [over] = ofKind(events, 'conference-told').filter(({ body }) => body.what === 'ended');
  if (rootEnd === null || over === undefined) return winner === null ? rootEnd : null;
  return new Date(Math.max(over.at.getTime(), rootEnd.getTime()));
}
