import { isCallKnown } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';

/** Goes before every act on a call, which the house carries out: a call that is neither mine to see nor rang at me does not exist. Throws NOT_FOUND. */
export async function mustKnowCall(ctx: Context, { id }: { id: string }): Promise<void> {
  if (!(await ctx.transaction((tx) => isCallKnown(tx, id, ctx.actor.personId))))
    throw new DomainError('NOT_FOUND', 'There is no such call');
}
