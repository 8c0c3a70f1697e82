import type { BlockingSettingsView } from '@ringbase/contracts';
import { getBlockingSettings } from '@ringbase/database';
import type { Context } from '../context.js';

/** When a number is blocked by itself. */
export async function readBlockingSettings(ctx: Context): Promise<BlockingSettingsView> {
  return ctx.transaction((tx) => getBlockingSettings(tx));
}
