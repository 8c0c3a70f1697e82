import type { HouseContext } from '../context.js';

/** Whether a repair worked. One that fails is a row to look at and never stops the rest. */
export async function repairs(ctx: HouseContext, repair: () => Promise<unknown>): Promise<boolean> {
  try {
    await repair();
    return true;
  } catch (error) {
    ctx.log.error({ event: 'reconciler.repair-failed', err: error });
    return false;
  }
}
