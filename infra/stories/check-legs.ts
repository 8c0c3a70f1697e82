import type { Sql } from '@ringbase/testing';
import { countOf, type Ledger, type LedgerLeg, type Violation } from './ledger.js';

export type WrittenCall = { id: string; sid: string; state: string };
export type WrittenLeg = { sid: string; callId: string };

/** I1 and I8 on what is written. */
export async function checkLegs(sql: Sql, ledger: Ledger): Promise<Violation[]> {
  return judgeLegs(
    {
      calls: await sql.query<WrittenCall>('select id, provider_call_id as sid, state from calls'),
      legs: await sql.query<WrittenLeg>('select provider_call_id as sid, call_id as "callId" from legs'),
    },
    ledger,
  );
}

/**
 * I1: every CallSid the phone company knows is exactly one leg; every root is exactly one call, but those that were asked for on behalf of a call, by the
 * address they were to tell of themselves: each is a leg of that call and none of its own. A child is a leg of its parent's call. Nothing else is written.
 * I8: every call is over.
 */
export function judgeLegs({ calls, legs }: { calls: readonly WrittenCall[]; legs: readonly WrittenLeg[] }, ledger: Ledger): Violation[] {
  const askedFor = callsAskedFor(ledger);
  const callOf = new Map(legs.map((leg) => [leg.sid, leg.callId]));
  const ids = new Map(calls.map((call) => [call.sid, call.id]));
  const states = new Map(calls.map((call) => [call.sid, call.state]));
  const roots = ledger.legs.filter((leg) => leg.parentCallSid === null && !askedFor.has(leg.callSid));
  const belongs = (leg: LedgerLeg): Violation[] => {
    const written = callOf.get(leg.callSid);
    const root = leg.parentCallSid ?? leg.callSid;
    const right = askedFor.get(root) ?? ids.get(root);
    return written === undefined || written === right
      ? []
      : [{ invariant: 'I1', what: `leg ${leg.callSid} is written to call ${written} and belongs to ${right ?? 'none that is written'}` }];
  };
  return [
    ...once('leg', ledger.legs, countOf(legs.map((leg) => leg.sid))),
    ...once('call', roots, countOf(calls.map((call) => call.sid))),
    ...ledger.legs.flatMap(belongs),
    ...roots.flatMap((leg): Violation[] =>
      states.get(leg.callSid) === 'ended'
        ? []
        : [{ invariant: 'I8', what: `call ${leg.callSid} is ${states.get(leg.callSid)} and should be ended` }],
    ),
  ];
}

function once(what: string, made: readonly LedgerLeg[], written: ReadonlyMap<string, number>): Violation[] {
  const known = new Set(made.map((leg) => leg.callSid));
  return [
    ...made.flatMap((leg): Violation[] => {
      const times = written.get(leg.callSid) ?? 0;
      return times === 1 ? [] : [{ invariant: 'I1', what: `${what} ${leg.callSid} (${leg.status}) is written ${times} times` }];
    }),
    ...[...written.keys()]
      .filter((sid) => !known.has(sid))
      .map((sid): Violation => ({ invariant: 'I1', what: `${what} ${sid} is written and was never made` })),
  ];
}

/** Calls of the provider's that were made for a call of ours, with that call's id: the ledger's own word, whatever is written of them. */
function callsAskedFor(ledger: Ledger): ReadonlyMap<string, string> {
  return new Map(
    ledger.rest.flatMap(({ method, path, params, callSid }): [string, string][] => {
      const { StatusCallback } = params;
      if (method !== 'POST' || !path.endsWith('/Calls.json') || callSid === null || typeof StatusCallback !== 'string') return [];
      const told = new URL(StatusCallback).searchParams;
      const call = told.get('call');
      return told.has('joined') && call !== null ? [[callSid, call]] : [];
    }),
  );
}
