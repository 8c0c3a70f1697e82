import type { Sql } from '@ringbase/testing';
import type { Ledger, Violation } from './ledger.js';

/** A leg of somebody who was talked to, as it is written. */
export type ConnectedLeg = { sid: string; callId: string; role: string; answeredAt: Date | null; endedAt: Date | null };
type Span = { from: number; to: number };

/** Milliseconds. The provider's own moments are whole seconds, and what was told late is written by them. */
const TOLERANCE = 2000;

/** I5 on what is written. */
export async function checkConnected(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  return judgeConnected(
    await sql.query<ConnectedLeg>(
      // Who was called into a call and has picked up is connected once he is let in, which an outage may keep waiting; or, where the provider told so, once he came in.
      `select provider_call_id as sid, call_id as "callId", role, coalesce(came_in.at, let_in.at, answered_at) as "answeredAt", ended_at as "endedAt" from legs
       left join lateral (
         select min(t.at) as at from call_events t where t.call_id = legs.call_id and t.kind = 'conference-told' and t.body->>'what' = 'joined'
           and t.body->>'legId' = legs.id::text and exists (select from call_events l where l.call_id = legs.call_id and l.kind = 'leg'
             and l.body->>'legId' = legs.id::text and (l.body->>'attached')::boolean)
       ) came_in on true
       left join lateral (
         select min(j.at) as at from call_events j where j.call_id = legs.call_id and j.kind = 'joined' and j.body->>'legId' = legs.id::text
           and exists (select from call_events l where l.call_id = legs.call_id and l.kind = 'leg' and l.body->>'legId' = legs.id::text
             and (l.body->>'attached')::boolean)
       ) let_in on true
       where role <> 'caller' and outcome = 'connected'`,
    ),
    ledger,
  );
}

/**
 * I5: at most one connected leg of our side at a time, and it is the one the provider bridged. Who was bridged is connected here and the other way round; of
 * two connected legs of a call the later begins when the earlier is over, unless the provider had both on the line (a transfer, a third who was called in).
 */
export function judgeConnected(connected: readonly ConnectedLeg[], ledger: Ledger): Violation[] {
  const onTheLine = spansOf(ledger);
  const here = new Set(connected.map((leg) => leg.sid));
  return [
    ...[...new Set(ledger.bridges.map((bridge) => bridge.childCallSid))].flatMap((sid): Violation[] =>
      here.has(sid) ? [] : [{ invariant: 'I5', what: `leg ${sid} was bridged and is not connected here` }],
    ),
    ...connected.flatMap(({ sid }): Violation[] =>
      onTheLine.has(sid) ? [] : [{ invariant: 'I5', what: `leg ${sid} is connected here and was never bridged` }],
    ),
    ...connected.flatMap((leg) => checkSpan(leg, onTheLine.get(leg.sid))),
    ...pairsOf(connected).flatMap(([one, other]) => checkPair(one, other, onTheLine)),
  ];
}

/** It is on the line no later, and no less long, than the provider had it there. */
function checkSpan({ sid, answeredAt, endedAt }: ConnectedLeg, there: Span | undefined): Violation[] {
  if (answeredAt === null || endedAt === null)
    return [{ invariant: 'I5', what: `leg ${sid} is connected here and has no ${answeredAt === null ? 'beginning' : 'end'}` }];
  if (there === undefined) return [];
  const covers = answeredAt.getTime() <= there.from + TOLERANCE && endedAt.getTime() >= there.to - TOLERANCE;
  return covers
    ? []
    : [
        {
          invariant: 'I5',
          what: `leg ${sid} is connected here ${say({ from: answeredAt.getTime(), to: endedAt.getTime() })}, there ${say(there)}`,
        },
      ];
}

function checkPair(one: ConnectedLeg, other: ConnectedLeg, onTheLine: ReadonlyMap<string, Span>): Violation[] {
  const here = sharedMs(spanOf(one), spanOf(other));
  const there = sharedMs(onTheLine.get(one.sid), onTheLine.get(other.sid));
  return here <= there + TOLERANCE
    ? []
    : [{ invariant: 'I5', what: `legs ${one.sid} and ${other.sid} are connected at once for ${here} ms here, ${there} ms there` }];
}

/** Legs of our side that are of one call, two by two. */
function pairsOf(connected: readonly ConnectedLeg[]): [ConnectedLeg, ConnectedLeg][] {
  const ours = connected.filter((leg) => leg.role === 'manager');
  const byCall = new Map<string, ConnectedLeg[]>();
  for (const leg of ours) byCall.set(leg.callId, [...(byCall.get(leg.callId) ?? []), leg]);
  return [...byCall.values()].flatMap((legs) =>
    legs.flatMap((one, index) => legs.slice(index + 1).map((other): [ConnectedLeg, ConnectedLeg] => [one, other])),
  );
}

/** From when to when the provider had each leg on the line with another, holding included. */
function spansOf(ledger: Ledger): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const add = (sid: string, from: string, to: string | null) => {
    const known = spans.get(sid) ?? { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
    spans.set(sid, { from: Math.min(known.from, Date.parse(from)), to: Math.max(known.to, Date.parse(to ?? from)) });
  };
  for (const { parentCallSid, childCallSid, from, to } of ledger.bridges)
    for (const sid of [parentCallSid, childCallSid]) add(sid, from, to);
  for (const { speakerCallSid, listenerCallSid, from, to } of ledger.audible)
    for (const sid of [speakerCallSid, listenerCallSid]) add(sid, from, to);
  return spans;
}

function spanOf({ answeredAt, endedAt }: ConnectedLeg): Span | undefined {
  return answeredAt === null || endedAt === null ? undefined : { from: answeredAt.getTime(), to: endedAt.getTime() };
}

function sharedMs(one: Span | undefined, other: Span | undefined): number {
  return one === undefined || other === undefined ? 0 : Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}

const say = ({ from, to }: Span): string => `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
