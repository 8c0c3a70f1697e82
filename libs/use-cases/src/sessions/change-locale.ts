import type { Locale } from '@ringbase/contracts';
import { appendAudit, updateLocale } from '@ringbase/database';
import type { Context } from '../context.js';

/** The language in which the console speaks to me. */
export async function changeLocale(ctx: Context, { locale }: { locale: Locale }): Promise<void> {
  const { personId } = ctx.actor;
  await ctx.transaction(async (tx) => {
    await updateLocale(tx, personId, locale);
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'person.locale-changed',
      objectKind: 'person',
      objectIds: [personId],
      at: ctx.clock(),
    });
  });
}
