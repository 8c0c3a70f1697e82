import type { BlockingSettingsView } from '@ringbase/contracts';
import { appendAudit, appendOutbox, getBlockingSettings, setBlockingSettings } from '@ringbase/database';
import type { Context } from '../context.js';
import { blockingNews } from './blocking-news.js';

/** From the next call on a number is blocked by itself by these settings; blocks that have begun last as long as they were to. */
export async function changeBlockingSettings(ctx: Context, settings: BlockingSettingsView): Promise<BlockingSettingsView> {
  const now = ctx.clock();
  const { personId } = ctx.actor;
  return ctx.transaction(async (tx) => {
    await setBlockingSettings(tx, { ...settings, changedBy: personId, changedAt: now });
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: personId,
      act: 'blocking-settings.changed',
      objectKind: 'blocking-settings',
      objectIds: [],
      at: now,
    });
    await appendOutbox(tx, [blockingNews(personId, null)]);
    return getBlockingSettings(tx);
  });
}
