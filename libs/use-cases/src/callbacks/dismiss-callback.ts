import type { Callback } from '@ringbase/contracts';
import { closeCallback } from '@ringbase/database';
import type { Context } from '../context.js';
import { changeOpenCallback } from './change-open-callback.js';

/** Nobody needs to call back any more. */
export async function dismissCallback(ctx: Context, { id }: { id: string }): Promise<Callback> {
  return changeOpenCallback(ctx, id, 'callback.dismissed', (tx) =>
    closeCallback(tx, id, { state: 'dismissed', by: ctx.actor.personId, at: ctx.clock() }),
  );
}
