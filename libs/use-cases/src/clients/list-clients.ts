import type { clientPage, clientQuery } from '@ringbase/contracts';
import {
  appendAudit,
  type Cursor,
  countClientRows,
  findClientIds,
  findClientPlace,
  listClientRows,
  listRegions,
  parseRowCursor,
  type Tx,
} from '@ringbase/database';
import { DomainError, openApplicationStatuses, parseSearch } from '@ringbase/domain';
import type { z } from 'zod';
import type { Context } from '../context.js';
import { presentClientSummary } from './present-client-summary.js';

const CANDIDATES = 2_000;
const COUNTED = 1_000;

/** My clients by name, those that the search means. `total` stands on the first page, up to 1,000. */
export async function listClients(ctx: Context, query: z.output<typeof clientQuery>): Promise<z.infer<typeof clientPage>> {
  return ctx.transaction(async (tx) => {
    const cursor = query.cursor ? await readPlace(tx, query.cursor) : null;
    const search = query.q?.trim() ? parseSearch(query.q, await listRegions(tx), ctx.actor.seesNumbers) : null;
    const ids = search && (await findClientIds(tx, search, CANDIDATES));
    const { items, next } = await listClientRows(tx, { ids, openStatuses: openApplicationStatuses, cursor, limit: query.limit });
    const total = cursor ? null : await countClientRows(tx, ids, COUNTED);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'client.listed',
      objectKind: 'client',
      objectIds: items.map((item) => item.id),
      at: ctx.clock(),
    });
    return { items: items.map((item) => presentClientSummary(ctx.actor, item)), next, total };
  });
}

async function readPlace(tx: Tx, cursor: string): Promise<Cursor> {
  const id = parseRowCursor(cursor);
  const place = id && (await findClientPlace(tx, id));
  if (!place) throw new DomainError('INVALID', 'This page does not exist', { field: 'cursor' });
  return place;
}
