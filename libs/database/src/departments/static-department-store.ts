import type { StaticDepartment } from '@ringbase/domain';
import type { Database } from '../connection/database.js';

/** Every department with the telephones that ring when nothing of ours can decide: desk ones, or one mobile where nobody has another. */
export async function listStaticDepartments(database: Database): Promise<readonly StaticDepartment[]> {
  const result = await database.pool.query<{ department: StaticDepartment }>({
    name: 'list-static-departments',
    text: `
select json_build_object(
  'departmentId', d.id, 'language', d.language, 'recordingAnnouncement', d.recording_announcement,
  'numbers', (select coalesce(json_agg(n.e164 order by n.e164), '[]') from dids n where n.department_id = d.id),
  'targets', (select coalesce(json_agg(json_build_object('kind', t.kind, 'address', t.address, 'deviceId', t.id, 'personId', t.person_id, 'screened', t.kind = 'mobile',
      'parameters', json_build_object()) order by t.kind = 'mobile', t.rank, t.id), '[]')
    from (select v.id, v.kind, v.address, v.person_id, m.rank from department_members m
      join people p on p.id = m.person_id and p.dismissed_at is null and p.role <> 'curator'
      join devices v on v.person_id = p.id and v.enabled
      where m.department_id = d.id and m.in_ring_group order by v.kind = 'mobile', m.rank, v.id limit 10) t)
) as department
from departments d order by d.id`,
  });
  return result.rows.map(({ department }) => {
    const desks = department.targets.filter((target) => target.kind !== 'mobile');
    // A mobile is asked for a digit and rung alone: its voicemail must not swallow a client.
    return { ...department, targets: desks.length > 0 ? desks : department.targets.slice(0, 1) };
  });
}
