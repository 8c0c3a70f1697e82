import type { Notice } from '@ringbase/contracts';
import { findNotice } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import { showText } from '../clients/show-text.js';
import type { Context } from '../context.js';

/** What a call's script told this person. Throws NOT_FOUND, also for another's. */
export async function getNotice(ctx: Context, { id }: { id: string }): Promise<Notice> {
  const found = await ctx.transaction((tx) => findNotice(tx, id));
  if (found === null) throw new DomainError('NOT_FOUND', 'There is no such notice');
  return { ...found, text: showText(ctx.actor, found.text) };
}
