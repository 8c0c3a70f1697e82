import type { Callback } from '@ringbase/contracts';
import { listCallbacksById, type Tx } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { presentCallback } from './present-callback.js';

/** One promise, within the transaction of a verb that has just changed it. */
export async function getCallback(ctx: Context, tx: Tx, id: string): Promise<Callback> {
  const [row] = await listCallbacksById(tx, [id]);
  if (!row) throw new DomainError('NOT_FOUND', 'There is no such promise');
  return presentCallback(ctx.actor, row);
}
