import type { PromiseCounts } from '@ringbase/domain';
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../connection/database.js';

export type KeptShareRow = PromiseCounts & {
  department: { id: string; name: string } | null;
  person: { id: string; name: string } | null;
};

type CountRow = PromiseCounts & {
  department_id: string | null;
  department: string | null;
  person_id: string | null;
  person: string | null;
};

/**
 * What became of the callers' promises made from `from` until before `to`, by department and by whose they were at first. A director counts all, a
 * curator his departments', everybody else his own and those of the other of an assistant's pair.
 */
export async function countPromises(
  db: Db | Tx,
  { from, to, departmentId, now }: { from: Date; to: Date; departmentId: string | null; now: Date },
): Promise<KeptShareRow[]> {
  const [since, until, at] = [from, to, now].map((moment) => moment.toISOString());
  const { rows } = await db.execute<CountRow>(sql`
    with counted as (
      select c.department_id, coalesce(c.first_owner_id, c.owner_id) as person_id, c.state, c.closed_at, c.keep_by,
        c.first_owner_id is not null as passed
      from callbacks c
      where c.origin in ('missed-call', 'queue-place', 'voicemail')
        and ((c.promised_at >= ${since} and c.promised_at < ${until}) or (c.promised_at is null and c.due_at >= ${since} and c.due_at < ${until}))
        and (${departmentId}::uuid is null or c.department_id = ${departmentId}::uuid)
        and case (select access_role()) when 'director' then true when 'curator' then c.department_id = any ((select access_departments())::uuid[])
          else coalesce(c.first_owner_id, c.owner_id) = any ((select access_people())::uuid[]) end
    )
    select c.department_id, d.name as department, c.person_id, p.name as person, count(*)::int as promised,
      count(*) filter (where c.state = 'kept')::int as kept,
      count(*) filter (where c.state = 'kept' and (c.keep_by is null or c.closed_at <= c.keep_by))::int as "keptInTime",
      count(*) filter (where c.passed)::int as "passedOn",
      count(*) filter (where c.state = 'dismissed')::int as dismissed,
      count(*) filter (where c.state = 'open' and c.keep_by < ${at})::int as "openOverdue",
      count(*) filter (where c.state = 'open' and (c.keep_by is null or c.keep_by >= ${at}))::int as "openInTime"
    from counted c left join departments d on d.id = c.department_id left join people p on p.id = c.person_id
    group by c.department_id, d.name, c.person_id, p.name order by d.name, p.name, c.person_id`);
  return rows.map(({ department_id, department, person_id, person, ...counts }) => ({
    ...counts,
    department: department_id === null || department === null ? null : { id: department_id, name: department },
    person: person_id === null || person === null ? null : { id: person_id, name: person },
  }));
}
