import type { blockedCallerPage, blockedCallerQuery } from '@ringbase/contracts';
import { appendAudit, listBlockedCallerRows } from '@ringbase/database';
import type { z } from 'zod';
import { readCursor } from '../applications/read-cursor.js';
import type { Context } from '../context.js';
import { findBlocker } from './find-blocker.js';
import { presentBlockedCaller } from './present-blocked-caller.js';

/** Whom we turn away, newest block first; or whom we no longer do. */
export async function listBlockedCallers(
  ctx: Context,
  query: z.output<typeof blockedCallerQuery>,
): Promise<z.infer<typeof blockedCallerPage>> {
  const cursor = readCursor(query.cursor);
  const now = ctx.clock();
  return ctx.transaction(async (tx) => {
    const { items, next } = await listBlockedCallerRows(tx, query.state, now, { cursor, limit: query.limit });
    const blocker = await findBlocker(tx, ctx.actor);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'blocked-caller.listed',
      objectKind: 'blocked-caller',
      objectIds: items.map((item) => item.id),
      at: now,
    });
    return { items: items.map((item) => presentBlockedCaller(ctx.actor, blocker, item, now)), next, total: null };
  });
}
