import { locale, type Session } from '@ringbase/contracts';
import { findPerson, listMemberships } from '@ringbase/database';
import { capabilitiesOf, DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

/** Who I am here and what I may do. */
export async function readSession(ctx: Context, company: { name: string }): Promise<Session> {
  return ctx.transaction(async (tx) => {
    const me = await findPerson(tx, ctx.actor.personId);
    if (!me) throw new DomainError('UNAUTHENTICATED', 'Sign in first');
    const superior = me.superiorId ? await findPerson(tx, me.superiorId) : null;
    const memberships = await listMemberships(tx, [me.id]);
    return {
      person: {
        id: me.id,
        name: me.name,
        email: me.email,
        role: me.role,
        locale: locale.catch('en').parse(me.locale),
        timeZone: me.timeZone,
      },
      superior: superior && { id: superior.id, name: superior.name },
      departments: memberships.map((membership) => membership.department),
      capabilities: [...capabilitiesOf(me.role)],
      seesNumbers: me.seesNumbers,
      company,
    };
  });
}
