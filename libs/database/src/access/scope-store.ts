import { type Column, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';
import { applications, calls, clients } from '../schema/tables.js';

/** What the transaction's person sees, as the policies see it; `null` stands for everything. */
export type Scope = { people: readonly string[]; departments: readonly string[]; grants: readonly string[] } | null;

type ScopeRow = { role: string | null; people: string[]; departments: string[]; grants: string[] };

/** Reads the sets that the policies decide by: a list narrowed by known ids can use the indexes that a policy alone cannot. */
export async function readScope(db: Db | Tx): Promise<Scope> {
  const { rows } = await db.execute<ScopeRow>(
    sql`select access_role() as role, access_people() as people, access_departments() as departments, access_grants() as grants`,
  );
  const row = rows[0];
  if (!row || row.role === null) return { people: [], departments: [], grants: [] };
  return row.role === 'director' ? null : { people: row.people, departments: row.departments, grants: row.grants };
}

/** Applications within the scope. Never instead of the policies, only before them. */
export function applicationsInScope(scope: Scope): SQL | undefined {
  if (scope === null) return undefined;
  return anyOf([
    [applications.ownerId, scope.people],
    [applications.departmentId, scope.departments],
    [applications.id, scope.grants],
  ]);
}

export function clientsInScope(scope: Scope): SQL | undefined {
  if (scope === null || seesDepartments(scope)) return undefined;
  const byApplication = sql`${clients.id} in (select ${applications.clientId} from ${applications} where ${applicationsInScope(scope)})`;
  return or(anyOf([[clients.ownerId, scope.people]]), byApplication);
}

/** A union of what four indexes find: an OR over them would read every call. */
export function callsInScope(scope: Scope): SQL | undefined {
  if (scope === null || seesDepartments(scope)) return undefined;
  const branch = (condition: SQL | undefined) => sql`select ${calls.id} from ${calls} where ${condition}`;
  const branches = [
    branch(anyOf([[calls.answeredByPersonId, scope.people]])),
    branch(anyOf([[calls.intendedPersonId, scope.people]])),
    branch(anyOf([[calls.departmentId, scope.departments]])),
    branch(sql`${calls.applicationId} in (select ${applications.id} from ${applications} where ${applicationsInScope(scope)})`),
  ];
  return sql`${calls.id} in (${sql.join(branches, sql` union `)})`;
}

/** Who sees a department's worth finds a page soon in the order of the list, where gathering all of it first would take long. */
function seesDepartments(scope: NonNullable<Scope>): boolean {
  return scope.departments.length > 0;
}

function anyOf(arms: readonly (readonly [Column, readonly string[]])[]): SQL | undefined {
  const filled = arms.filter(([, ids]) => ids.length > 0).map(([column, ids]) => inArray(column, [...ids]));
  return filled.length > 0 ? or(...filled) : sql`false`;
}
