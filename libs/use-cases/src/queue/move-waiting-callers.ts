import { listCallersToMove, markCallerMoved } from '@ringbase/database';
import { isDomainError, staticAnswerGiven } from '@ringbase/domain';
import { writeAct } from '../calls/write-act.js';
import type { HouseContext } from '../context.js';
import { eachByItself } from './each-by-itself.js';
import type { QueueDeps } from './queue-deps.js';

const BATCH = 50;

/**
 * Brings callers who were taken together with whoever took them, sends on those whose time is over, out of the middle of the music, and brings back to it
 * those whose taker was gone before they came. Should the asking be lost, the end of the music brings them there as well. Returns how many were moved.
 */
export async function moveWaitingCallers(ctx: HouseContext, { telephony, joinUrlsOf, waitUrlOf }: QueueDeps): Promise<number> {
  const now = ctx.clock();
  const callers = await listCallersToMove(ctx.house.db, now, BATCH);
  return eachByItself(ctx, 'queue.caller-not-moved', callers, async ({ callId, step, providerCallId, how, scriptStep }) => {
    if ((await telephony.findLiveChild(providerCallId)) !== null) return writeAnsweredFromMemory(ctx, callId, step);
    // What he was told last may have been asked for already: who comes back asks by a step of his own.
    const asks = (scriptStep ?? step) + (how === 'back' ? 1 : 0);
    const url = how === 'to-taker' ? joinUrlsOf({ callId, step, attached: false }).url : waitUrlOf({ callId, step: asks });
    try {
      await telephony.redirectCall(providerCallId, url);
    } catch (error) {
      // He has hung up.
      if (!isDomainError(error) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) throw error;
    }
    await markCallerMoved(ctx.house.db, callId, step, now);
    ctx.log.info({ event: 'queue.caller-moved', callId, how });
  });
}

/** A Dial of which we know nothing rings or talks for him: he was answered from memory, and to move him would end his conversation. */
async function writeAnsweredFromMemory(ctx: HouseContext, callId: string, step: number): Promise<void> {
  const now = ctx.clock();
  await writeAct(ctx, callId, ({ loaded }, at) => ({ events: staticAnswerGiven(loaded.context, step, at).events }));
  await markCallerMoved(ctx.house.db, callId, step, now);
  ctx.log.warn({ event: 'queue.caller-answered-from-memory', callId });
}
