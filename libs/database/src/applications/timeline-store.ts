import { eq, inArray, sql } from 'drizzle-orm';
import { type Cursor, renderCursor } from '../access/keyset.js';
import type { Db, Tx } from '../connection/database.js';
import { applicationChanges, comments, people } from '../schema/tables.js';

export type TimelineKind = 'comment' | 'change' | 'call' | 'callback';
export type TimelineLine = { kind: TimelineKind; id: string; at: Date };

/** One page of an application's history, newest first: what it consists of, in one query over all its sources. */
export async function listTimelineLines(db: Db | Tx, applicationId: string, page: { cursor: Cursor | null; limit: number }) {
  const after = page.cursor ? sql`where (at, id) < (${page.cursor.value}::timestamptz, ${page.cursor.id}::uuid)` : sql``;
  const { rows } = await db.execute<{ kind: TimelineKind; id: string; at: Date; ordered_by: string }>(sql`
    select kind, id, at, at::text as ordered_by from (
      select 'comment' as kind, id, at from comments where application_id = ${applicationId}
      union all
      select 'change', id, at from application_changes where application_id = ${applicationId}
      union all
      select 'call', id, started_at from calls where application_id = ${applicationId}
      union all
      select 'callback', id, created_at from callbacks where application_id = ${applicationId}
    ) as line ${after}
    order by at desc, id desc limit ${page.limit + 1}`);
  const lines = rows.slice(0, page.limit);
  const last = lines.at(-1);
  return {
    lines: lines.map(({ kind, id, at }) => ({ kind, id, at: new Date(at) })) satisfies TimelineLine[],
    next: rows.length > page.limit && last ? renderCursor({ value: last.ordered_by, id: last.id }) : null,
  };
}

export async function listCommentsById(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: comments.id, at: comments.at, text: comments.text, actor: { id: people.id, name: people.name } })
    .from(comments)
    .innerJoin(people, eq(people.id, comments.authorId))
    .where(inArray(comments.id, [...ids]));
}

export async function listChangesById(db: Db | Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: applicationChanges.id,
      at: applicationChanges.at,
      field: applicationChanges.field,
      from: applicationChanges.from,
      to: applicationChanges.to,
      actor: { id: people.id, name: people.name },
    })
    .from(applicationChanges)
    .leftJoin(people, eq(people.id, applicationChanges.actorId))
    .where(inArray(applicationChanges.id, [...ids]));
}
