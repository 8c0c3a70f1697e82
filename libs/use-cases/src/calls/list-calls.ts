import type { callPage, callQuery } from '@ringbase/contracts';
import { appendAudit, listCallRows } from '@ringbase/database';
import type { z } from 'zod';
import { readCursor } from '../applications/read-cursor.js';
import type { Context } from '../context.js';
import { presentCallSummary } from './present-call-summary.js';

/** Calls I may see, newest first. */
export async function listCalls(ctx: Context, query: z.output<typeof callQuery>): Promise<z.infer<typeof callPage>> {
  const cursor = readCursor(query.cursor);
  const filter = {
    applicationId: query.applicationId ?? null,
    clientId: query.clientId ?? null,
    blockedCallerId: query.blockedCallerId ?? null,
    outcome: query.outcome ?? null,
    direction: query.direction ?? null,
    unassigned: query.unassigned ?? false,
  };
  return ctx.transaction(async (tx) => {
    const { items, next } = await listCallRows(tx, filter, { cursor, limit: query.limit });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'call.listed',
      objectKind: 'call',
      objectIds: items.map((item) => item.id),
      at: ctx.clock(),
    });
    return { items: items.map((item) => presentCallSummary(ctx.actor, item)), next, total: null };
  });
}
