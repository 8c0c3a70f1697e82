import type { TraceStep } from '@ringbase/contracts';
import { type CallEvent, traceOfCall } from '@ringbase/domain';
import type { Actor } from '../context.js';
import { maskFacts } from './mask-facts.js';

/** Why a call went where it went, step by step, without numbers for whoever sees none. */
export function presentTrace(viewer: Pick<Actor, 'seesNumbers'>, events: readonly CallEvent[]): TraceStep[] {
  return traceOfCall(events).map(({ at, step, block, kind, reason, facts }) => ({
    at: at.toISOString(),
    step,
    block,
    kind,
    reason,
    facts: maskFacts(viewer, facts) as Record<string, unknown>,
  }));
}
