import type { TraceStep } from '@ringbase/contracts';
import { listVisible, type Tx } from '@ringbase/database';
import { type CallEvent, factsFor, namedIn, traceOfCall } from '@ringbase/domain';
import type { Actor } from '../context.js';
import { maskFacts } from './mask-facts.js';

/**
 * Why each of these calls went where it went, step by step, by call: without the clients and applications that are none of the viewer's, and without numbers for
 * whoever sees none. What he may see is asked once for all of them.
 */
export async function presentTraces(
  viewer: Pick<Actor, 'seesNumbers'>,
  tx: Tx,
  events: ReadonlyMap<string, readonly CallEvent[]>,
): Promise<Map<string, TraceStep[]>> {
  const traces = [...events].map(([callId, ofCall]) => ({ callId, trace: traceOfCall(ofCall) }));
  const { clientIds, applicationIds } = namedIn(traces.flatMap(({ trace }) => trace));
  const seen = await listVisible(tx, clientIds, applicationIds);
  return new Map(
    traces.map(({ callId, trace }) => {
      const tell = factsFor(seen, trace);
      return [
        callId,
        trace.map(({ at, step, block, kind, reason, facts }) => ({
          at: at.toISOString(),
          step,
          block,
          kind,
          reason,
          facts: maskFacts(viewer, tell(facts)) as Record<string, unknown>,
        })),
      ];
    }),
  );
}
