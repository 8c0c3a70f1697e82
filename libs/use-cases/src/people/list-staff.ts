import type { StaffMember } from '@ringbase/contracts';
import { listDevices, listMemberships, listPeopleRows } from '@ringbase/database';
import type { Context } from '../context.js';

/** Everybody who works here, by name; the telephones of those whom the viewer leads. */
export async function listStaff(ctx: Context): Promise<StaffMember[]> {
  const { personId: viewer, role } = ctx.actor;
  const { people, memberships, devices } = await ctx.transaction(async (tx) => {
    const people = await listPeopleRows(tx);
    const ids = people.map((person) => person.id);
    return { people, memberships: await listMemberships(tx, ids), devices: await listDevices(tx, ids) };
  });
  const departmentsOf = (id: string) => memberships.filter(({ personId }) => personId === id).map(({ department }) => department);
  const mine = new Set(departmentsOf(viewer).map(({ id }) => id));
  const leads = (id: string) =>
    role === 'director' || (role === 'curator' && departmentsOf(id).some((department) => mine.has(department.id)));
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return people.map(({ id, name, role, superiorId, extension, simultaneousCalls }) => {
    const superior = superiorId === null ? undefined : nameOf.get(superiorId);
    return {
      id,
      name,
      role,
      departments: departmentsOf(id),
      superior: superiorId === null || superior === undefined ? null : { id: superiorId, name: superior },
      extension,
      simultaneousCalls,
      devices: leads(id)
        ? devices.filter(({ personId }) => personId === id).map(({ kind, address, enabled }) => ({ kind, address, enabled }))
        : null,
    };
  });
}
