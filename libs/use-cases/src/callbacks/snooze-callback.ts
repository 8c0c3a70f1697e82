import type { Callback } from '@ringbase/contracts';
import { moveCallback } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { changeOpenCallback } from './change-open-callback.js';

export type SnoozeCallback = { id: string; until: string };

/** Reminds later: the promise comes due again at `until`, once. */
export async function snoozeCallback(ctx: Context, { id, until: text }: SnoozeCallback): Promise<Callback> {
  const until = new Date(text);
  if (until <= ctx.clock()) throw new DomainError('INVALID', 'Later must be in the future', { field: 'until' });
  return changeOpenCallback(ctx, id, 'callback.snoozed', (tx) => moveCallback(tx, id, until));
}
