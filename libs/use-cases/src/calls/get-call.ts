import type { Call } from '@ringbase/contracts';
import { appendAudit, listCallsById, listControlEvents, listLegs, listPersonNames, listTracedEvents } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { peopleOf, presentActs } from './control/present-acts.js';
import { presentCallSummary } from './present-call-summary.js';
import { presentTraces } from './present-traces.js';
import { presentWhy } from './present-why.js';

/** A call with its legs and the reasons of its route. Throws NOT_FOUND. */
export async function getCall(ctx: Context, { id }: { id: string }): Promise<Call> {
  return ctx.transaction(async (tx) => {
    const [found] = await listCallsById(tx, [id]);
    if (!found) throw new DomainError('NOT_FOUND', 'There is no such call');
    const legs = await listLegs(tx, id);
    const events = await listTracedEvents(tx, [id]);
    const acts = (await listControlEvents(tx, [id])).get(id) ?? [];
    const names = await listPersonNames(tx, peopleOf(acts));
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'call.read',
      objectKind: 'call',
      objectIds: [id],
      at: ctx.clock(),
    });
    const summary = presentCallSummary(ctx.actor, found);
    const trace = (await presentTraces(ctx.actor, tx, events)).get(id) ?? [];
    return {
      ...summary,
      legs: legs.map((leg) => ({
        ...leg,
        startedAt: leg.startedAt.toISOString(),
        answeredAt: leg.answeredAt?.toISOString() ?? null,
        endedAt: leg.endedAt?.toISOString() ?? null,
      })),
      trace,
      why: await presentWhy(ctx, tx, summary, trace),
      acts: presentActs(ctx.actor, acts, names),
      version: found.version,
    };
  });
}
