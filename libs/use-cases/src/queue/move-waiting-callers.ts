import { listCallersToMove, markCallerMoved } from '@ringbase/database';
import { isDomainError } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { QueueDeps } from './queue-deps.js';

const BATCH = 50;

/**
 * Brings callers who were taken together with whoever took them, and sends on those whose time is over, out of the middle of the music. Should the asking be
 * lost, the end of the music brings them there as well. Returns how many were moved.
 */
export async function moveWaitingCallers(ctx: HouseContext, { telephony, joinUrlsOf, waitUrlOf }: QueueDeps): Promise<number> {
  const now = ctx.clock();
  const callers = await listCallersToMove(ctx.house.db, now, BATCH);
  for (const { callId, step, providerCallId, how, scriptStep } of callers) {
    const url = how === 'to-taker' ? joinUrlsOf({ callId, step, attached: false }).url : waitUrlOf({ callId, step: scriptStep ?? step });
    try {
      await telephony.redirectCall(providerCallId, url);
    } catch (error) {
      // He has hung up.
      if (!isDomainError(error) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) throw error;
    }
    await markCallerMoved(ctx.house.db, callId, step, now);
    ctx.log.info({ event: 'queue.caller-moved', callId, how });
  }
  return callers.length;
}
