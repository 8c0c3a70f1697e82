import type { Callback, callbackQuery } from '@ringbase/contracts';
import { appendAudit, countCallbackRows, listCallbackRows } from '@ringbase/database';
import type { z } from 'zod';
import { readCursor } from '../applications/read-cursor.js';
import type { Context } from '../context.js';
import { presentCallback } from './present-callback.js';

const COUNTED = 1_000;

export type CallbackList = { items: Callback[]; next: string | null; total: number | null };

/** Promises I may see, soonest first; those told of lately, the latest first. `total` stands on the first page, up to 1,000. */
export async function listCallbacks(ctx: Context, query: z.output<typeof callbackQuery>): Promise<CallbackList> {
  const cursor = readCursor(query.cursor);
  const filter = {
    state: query.state ?? null,
    applicationId: query.applicationId ?? null,
    dueBefore: query.dueBefore ? new Date(query.dueBefore) : null,
    firedAfter: query.firedAfter ? new Date(query.firedAfter) : null,
    ownerId: query.mine ? ctx.actor.personId : null,
    kind: query.kind ?? null,
  };
  return ctx.transaction(async (tx) => {
    const { items, next } = await listCallbackRows(tx, filter, { cursor, limit: query.limit });
    const total = cursor ? null : await countCallbackRows(tx, filter, COUNTED);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'callback.listed',
      objectKind: 'callback',
      objectIds: items.map((item) => item.id),
      at: ctx.clock(),
    });
    return { items: items.map((item) => presentCallback(ctx.actor, item)), next, total };
  });
}
