import type { ApplicationQuery, ApplicationSummary } from '@ringbase/contracts';
import { appendAudit, countApplicationRows, findApplicationIds, listApplicationRows, listRegions, type Tx } from '@ringbase/database';
import { type ApplicationStatus, applicationStatuses, openApplicationStatuses, parseSearch } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentSummary } from './present-summary.js';
import { readCursor } from './read-cursor.js';

/** A search that means more than this is answered with the newest of what it means. */
const CANDIDATES = 2_000;
const COUNTED = 1_000;

export type ApplicationList = { items: ApplicationSummary[]; next: string | null; total: number | null };

/** My applications as the query narrows and orders them. `total` stands on the first page, up to 1,000. */
export async function listApplications(ctx: Context, query: ApplicationQuery): Promise<ApplicationList> {
  const byMoment = query.sort === 'touched' || query.sort === 'created';
  const cursor = readCursor(query.cursor, byMoment ? 'timestamptz' : 'bigint');
  return ctx.transaction(async (tx) => {
    const filter = {
      ids: await searched(ctx, tx, query.q),
      statuses: statusesOf(query),
      important: query.important ?? null,
      ownerId: query.ownerId ?? null,
      unassigned: query.unassigned ?? false,
      departmentId: query.departmentId ?? null,
      clientId: query.clientId ?? null,
    };
    const { items, next } = await listApplicationRows(tx, filter, {
      sort: query.sort,
      direction: query.direction,
      cursor,
      limit: query.limit,
    });
    const total = cursor ? null : await countApplicationRows(tx, filter, COUNTED);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'application.listed',
      objectKind: 'application',
      objectIds: items.map((item) => item.id),
      at: ctx.clock(),
    });
    return { items: items.map((item) => presentSummary(ctx.actor, item)), next, total };
  });
}

async function searched(ctx: Context, tx: Tx, q: string | undefined): Promise<string[] | null> {
  if (!q?.trim()) return null;
  const search = parseSearch(q, await listRegions(tx), ctx.actor.seesNumbers);
  return findApplicationIds(tx, search, CANDIDATES);
}

function statusesOf({ status, open }: ApplicationQuery): ApplicationStatus[] | null {
  if (open === undefined) return status ?? null;
  return (status ?? applicationStatuses).filter((each) => openApplicationStatuses.includes(each) === open);
}
