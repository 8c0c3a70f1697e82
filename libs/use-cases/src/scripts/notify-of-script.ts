import { appendOutbox, newsRow } from '@ringbase/database';
import type { HouseContext } from '../context.js';
import { mustSettle } from './must-settle.js';
import type { DueEffectOf } from './script-effect-of.js';

/** Tells people what a script wants them told, once. The news carries ids: each reads the words by himself, masked as he may see them. */
export async function notifyOfScript(ctx: HouseContext, due: DueEffectOf<'notify'>): Promise<void> {
  await ctx.houseTransaction(async (tx) => {
    await mustSettle(tx, due);
    const news = newsRow({ kind: 'notice', callId: due.callId, noticeId: due.id }, { people: due.effect.people, departments: [] });
    await appendOutbox(tx, [news]);
  });
}
