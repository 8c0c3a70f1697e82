import { listCallsById } from '@ringbase/database';
import type { Filer } from '@ringbase/domain';
import type { Context } from '../context.js';

/** Who acts, with whether the call is among the rows that he sees. */
export async function filerOf({ actor, transaction }: Context, callId: string): Promise<Filer> {
  const seen = await transaction((tx) => listCallsById(tx, [callId]));
  return { personId: actor.personId, role: actor.role, seesCall: seen.length > 0 };
}
