import type { Callback } from '@ringbase/contracts';
import { closeCallback } from '@ringbase/database';
import type { Context } from '../context.js';
import { changeOpenCallback } from './change-open-callback.js';

/** The promise is kept: I have called back, or what I promised is done. */
export async function keepCallback(ctx: Context, { id }: { id: string }): Promise<Callback> {
  return changeOpenCallback(ctx, id, 'callback.kept', (tx) =>
    closeCallback(tx, id, { state: 'kept', by: ctx.actor.personId, at: ctx.clock() }),
  );
}
