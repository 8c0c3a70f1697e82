import type { TraceEntry, TriedTarget } from '../scripts/route-state.js';
import type { CallEvent } from './call-event.js';
import { ofKind } from './of-kind.js';
import { traceOf } from './project-call.js';
import { type LegProjection, projectLegs } from './project-legs.js';

/** A call's events of these kinds are what its trace is told from; the second ones only where somebody waited in a queue or the call was to be handed on. */
export const tracedEventKinds = ['routed', 'queued', 'asked'] as const satisfies readonly CallEvent['kind'][];
export const triedEventKinds = [
  'received',
  'leg',
  'accepted',
  'joined',
  'conference-told',
  'ring-finished',
  'asking-over',
] as const satisfies readonly CallEvent['kind'][];

export type CallTraceEntry = TraceEntry & { at: Date };

/**
 * The trace of a call, step by step, with the moment of each. A ring of the script's tells what became of its telephones itself; whoever was rung by a call of
 * his own, for a caller who waited or was to be handed on, is put where it happened.
 */
export function traceOfCall(events: readonly CallEvent[]): readonly CallTraceEntry[] {
  const trace: CallTraceEntry[] = [...traceOf(events)];
  const direction = ofKind(events, 'received')[0]?.body.direction ?? 'inbound';
  const { legs } = projectLegs(events, direction);
  for (const entry of [...waits(events, legs), ...askings(events, legs)]) {
    const later = trace.findIndex(({ step }) => step >= entry.step);
    trace.splice(later === -1 ? trace.length : later, 0, entry);
  }
  return trace;
}

function waits(events: readonly CallEvent[], legs: readonly LegProjection[]): readonly CallTraceEntry[] {
  return ofKind(events, 'queued').flatMap(({ at, body: { step, block } }) => {
    const rung = legs.filter((leg) => leg.step === step && leg.role !== 'caller');
    if (rung.length === 0) return [];
    return [
      {
        at: lastOf(rung, at),
        step,
        block,
        kind: 'queue',
        reason: 'queue-tried',
        facts: { people: peopleOf(rung), tried: rung.map(triedOf) },
      },
    ];
  });
}

function askings(events: readonly CallEvent[], legs: readonly LegProjection[]): readonly CallTraceEntry[] {
  const over = ofKind(events, 'asking-over');
  return ofKind(events, 'asked').map(({ at, body: { step, mode, personId, to, targets } }) => {
    const rung = legs.filter((leg) => leg.step === step);
    return {
      at: lastOf(rung, at),
      step,
      block: '',
      kind: 'transfer',
      reason: to.kind === 'number' ? 'asked-number' : 'asked-person',
      facts: {
        mode,
        byPersonId: personId,
        ...(to.kind === 'number' ? { number: to.e164 } : { people: [...new Set(targets.flatMap((target) => target.personId ?? []))] }),
        tried: rung.map(triedOf),
        over: over.find((one) => one.body.step === step)?.body.reason ?? null,
      },
    };
  });
}

/** Each of these telephones was rung at a moment of its own: from then on its milliseconds count. */
function triedOf({ device, outcome, startedAt, answeredAt, endedAt }: LegProjection): TriedTarget {
  const over = answeredAt ?? endedAt;
  return {
    personId: device?.personId ?? null,
    device: device?.kind ?? null,
    outcome,
    milliseconds: over === null ? null : Math.max(0, over.getTime() - startedAt.getTime()),
  };
}

function peopleOf(legs: readonly LegProjection[]): readonly string[] {
  return [...new Set(legs.flatMap(({ device }) => device?.personId ?? []))];
}

function lastOf(legs: readonly LegProjection[], at: Date): Date {
  return new Date(
    Math.max(at.getTime(), ...legs.map(({ answeredAt, endedAt, startedAt }) => (answeredAt ?? endedAt ?? startedAt).getTime())),
  );
}
