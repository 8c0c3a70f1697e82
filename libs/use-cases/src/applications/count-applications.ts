import { countApplicationRows } from '@ringbase/database';
import type { Context } from '../context.js';

/** Shown in an envelope: beyond it the number says nothing more. */
const COUNTED = 999;

/** What waits: new applications nobody works on, and new ones that are mine. */
export async function countApplications(ctx: Context): Promise<{ unassigned: number; newToMe: number }> {
  const fresh = { ids: null, statuses: ['new' as const], important: null, departmentId: null, clientId: null };
  return ctx.transaction(async (tx) => {
    const unassigned = await countApplicationRows(tx, { ...fresh, ownerId: null, unassigned: true }, COUNTED);
    const newToMe = await countApplicationRows(tx, { ...fresh, ownerId: ctx.actor.personId }, COUNTED);
    return { unassigned: unassigned ?? COUNTED, newToMe: newToMe ?? COUNTED };
  });
}
