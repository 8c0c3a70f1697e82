import type { ApplicationStatus } from '@ringbase/domain';
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { behind, type Cursor, renderCursor } from '../access/keyset.js';
import { applicationsInScope, readScope } from '../access/scope-store.js';
import type { Db, Tx } from '../connection/database.js';
import { applications, applicationTypes, callbacks, clients, departments, people } from '../schema/tables.js';

/** Orders of the list, each with an index; whoever has no amount stands last when the greatest come first. */
const orders = {
  touched: { by: sql`${applications.touchedAt}`, type: 'timestamptz', nullsLast: true },
  created: { by: sql`${applications.createdAt}`, type: 'timestamptz', nullsLast: false },
  number: { by: sql`${applications.number}`, type: 'bigint', nullsLast: false },
  amount: { by: sql`coalesce(${applications.amountMinor}, -1)`, type: 'bigint', nullsLast: false },
} as const;

export type ApplicationFilter = {
  /** Candidates of a search; null: no search. */
  ids: readonly string[] | null;
  statuses: readonly ApplicationStatus[] | null;
  important: boolean | null;
  ownerId: string | null;
  departmentId: string | null;
  clientId: string | null;
  /** Without an owner. */
  unassigned?: boolean;
};
export type ApplicationOrder = { sort: keyof typeof orders; direction: 'asc' | 'desc'; cursor: Cursor | null; limit: number };

const columns = {
  id: applications.id,
  number: applications.number,
  title: applications.title,
  status: applications.status,
  important: applications.important,
  type: { id: applicationTypes.id, name: applicationTypes.name, colour: applicationTypes.colour },
  client: { id: clients.id, name: clients.name },
  department: { id: departments.id, name: departments.name },
  owner: { id: people.id, name: people.name },
  amountMinor: applications.amountMinor,
  currency: applications.currency,
  createdAt: applications.createdAt,
  touchedAt: applications.touchedAt,
  nextReminderAt: sql<Date | null>`(select min(${callbacks.dueAt}) from ${callbacks}
    where ${callbacks.applicationId} = ${applications.id} and ${callbacks.state} = 'open' and ${callbacks.origin} in ('reminder', 'task'))`.mapWith(
    callbacks.dueAt,
  ),
};

/** Rows of the list in the order asked for, as many as fit, and where the next page begins. */
export async function listApplicationRows(db: Db | Tx, filter: ApplicationFilter, order: ApplicationOrder) {
  const { by, type, nullsLast } = orders[order.sort];
  const after = order.cursor ? behind(by, sql`${applications.id}`, type, order.direction, order.cursor) : undefined;
  // The words of the index, or the planner sorts all there is: the oldest indexes were made with NULLS LAST.
  const end = nullsLast ? (order.direction === 'desc' ? ' desc nulls last' : ' asc nulls first') : ` ${order.direction}`;
  const rows = await selectSummaries(db, { orderedBy: sql`(${by})::text` })
    .where(and(await conditions(db, filter), after))
    .orderBy(sql`${by}${sql.raw(end)}`, sql`${applications.id}${sql.raw(end)}`)
    .limit(order.limit + 1);
  const items = rows.slice(0, order.limit);
  const last = items.at(-1);
  return { items, next: rows.length > order.limit && last ? renderCursor({ value: last.orderedBy, id: last.id }) : null };
}

/** How many there are, counted up to `atMost`; null: more. */
export async function countApplicationRows(db: Db | Tx, filter: ApplicationFilter, atMost: number): Promise<number | null> {
  const some = db
    .select({ one: sql`1` })
    .from(applications)
    .where(await conditions(db, filter))
    .limit(atMost + 1)
    .as('some');
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return count > atMost ? null : count;
}

/** The rows of these applications that may be seen, in the order of the ids. */
export async function listApplicationsById(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await selectSummaries(db, {}).where(inArray(applications.id, [...ids]));
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

function selectSummaries<const E extends Record<string, SQL>>(db: Db | Tx, extra: E) {
  return db
    .select({ ...columns, ...(extra as { [K in keyof E]: SQL<string> }) })
    .from(applications)
    .innerJoin(clients, eq(clients.id, applications.clientId))
    .innerJoin(departments, eq(departments.id, applications.departmentId))
    .leftJoin(people, eq(people.id, applications.ownerId))
    .leftJoin(applicationTypes, eq(applicationTypes.id, applications.typeId));
}

async function conditions(db: Db | Tx, filter: ApplicationFilter): Promise<SQL | undefined> {
  // One client's applications are few: the policy alone decides about them.
  const scope = filter.clientId || filter.ids ? null : await readScope(db);
  return and(
    applicationsInScope(scope),
    filter.ids ? inArray(applications.id, [...filter.ids]) : undefined,
    filter.statuses ? inArray(applications.status, [...filter.statuses]) : undefined,
    filter.important === null ? undefined : eq(applications.important, filter.important),
    filter.ownerId ? eq(applications.ownerId, filter.ownerId) : undefined,
    filter.departmentId ? eq(applications.departmentId, filter.departmentId) : undefined,
    filter.clientId ? eq(applications.clientId, filter.clientId) : undefined,
    filter.unassigned ? isNull(applications.ownerId) : undefined,
  );
}
export type ApplicationRow = Awaited<ReturnType<typeof listApplicationsById>>[number];
