import {
  type CallerToMove,
  claimCallerToMove,
  findTaker,
  listCallersToMove,
  markCallerMoved,
  releaseCallerToMove,
} from '@ringbase/database';
import { isDomainError, staticAnswerGiven } from '@ringbase/domain';
import { writeAct } from '../calls/write-act.js';
import type { HouseContext } from '../context.js';
import { tellCall } from '../reconciliation/tell-call.js';
import { eachByItself } from './each-by-itself.js';
import { hangUp } from './hang-up.js';
import type { QueueDeps } from './queue-deps.js';

const BATCH = 50;

/**
 * Brings callers who were taken together with whoever took them, sends on those whose time is over, out of the middle of the music, and brings back to it
 * those whose taker was gone before they came. Should the asking be lost, the end of the music brings them there as well. Returns how many were moved.
 */
export async function moveWaitingCallers(ctx: HouseContext, deps: QueueDeps): Promise<number> {
  const callers = await listCallersToMove(ctx.house.db, ctx.clock(), BATCH);
  return eachByItself(ctx, 'queue.caller-not-moved', callers, (caller) => move(ctx, deps, caller));
}

async function move(ctx: HouseContext, deps: QueueDeps, caller: CallerToMove): Promise<void> {
  const { telephony, joinUrlsOf, waitUrlOf } = deps;
  const { callId, step, providerCallId, how, scriptStep } = caller;
  const { db } = ctx.house;
  if (how === 'came') return markCallerMoved(db, caller, ctx.clock());
  if ((await telephony.findLiveChild(providerCallId)) !== null) return writeAnsweredFromMemory(ctx, deps, caller);
  // What he was told last may have been asked for already: who comes back asks by a step of his own.
  const asks = (scriptStep ?? step) + (how === 'back' ? 1 : 0);
  const url = how === 'to-taker' ? joinUrlsOf({ callId, step, attached: false }).url : waitUrlOf({ callId, step: asks });
  if (!(await claimCallerToMove(db, caller, ctx.clock()))) return;
  try {
    await telephony.redirectCall(providerCallId, url);
  } catch (error) {
    if (!isDomainError(error) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) {
      // Whom the provider may have moved in spite of it is left alone until he had the time to come.
      if (isDomainError(error) && error.details['unknown'] !== true) await releaseCallerToMove(db, caller);
      throw error;
    }
    // He has hung up. Had that been told, nobody would want to move him: whoever took him must not sit there alone until it is looked for.
    await tellCall(ctx, deps, providerCallId);
  }
  await markCallerMoved(db, caller, ctx.clock());
  ctx.log.info({ event: 'queue.caller-moved', callId, how });
}

/**
 * A Dial of which we know nothing rings or talks for him: he was answered from memory, and to move him would end his conversation. Whoever took him would sit
 * there alone, and goes first: what is written is not looked for again.
 */
async function writeAnsweredFromMemory(ctx: HouseContext, { telephony }: QueueDeps, caller: CallerToMove): Promise<void> {
  const { callId, step } = caller;
  const taker = await findTaker(ctx.house.db, callId, step);
  if (taker !== null) await hangUp(telephony, taker);
  await writeAct(ctx, callId, ({ loaded }, at) => ({ events: staticAnswerGiven(loaded.context, step, at).events }));
  await markCallerMoved(ctx.house.db, caller, ctx.clock());
  ctx.log.warn({ event: 'queue.caller-answered-from-memory', callId });
}
