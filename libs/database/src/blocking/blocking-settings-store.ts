import { type BlockingSettings, DomainError } from '@ringbase/domain';
import type { Db, Tx } from '../connection/database.js';
import { blockingSettings } from '../schema/tables.js';

const columns = {
  rateEnabled: blockingSettings.rateEnabled,
  rateCalls: blockingSettings.rateCalls,
  rateMinutes: blockingSettings.rateMinutes,
  rateBlockMinutes: blockingSettings.rateBlockMinutes,
  rateKnownClients: blockingSettings.rateKnownClients,
};

/** When a number is blocked by itself. Throws NOT_FOUND for whoever may not know it. */
export async function getBlockingSettings(db: Db | Tx): Promise<BlockingSettings> {
  const [found] = await db.select(columns).from(blockingSettings);
  if (!found) throw new DomainError('NOT_FOUND', 'There are no settings of blocking');
  return found;
}

export async function setBlockingSettings(tx: Tx, settings: BlockingSettings & { changedBy: string; changedAt: Date }): Promise<void> {
  await tx.update(blockingSettings).set(settings);
}
