import type { Context } from '../context.js';
import { type CallNow, type WrittenAct, writeAct } from './write-act.js';

/** A person's act on a call, with its line in the audit. Throws NOT_FOUND for a call that is not there. */
export async function changeCall(
  ctx: Context,
  callId: string,
  act: string,
  decide: (now: CallNow, at: Date) => WrittenAct,
): Promise<CallNow> {
  return writeAct(ctx, callId, (now, at) => ({
    ...decide(now, at),
    audit: [{ id: ctx.ids(), actorId: ctx.actor.personId, act, objectKind: 'call', objectId: callId, at }],
  }));
}
