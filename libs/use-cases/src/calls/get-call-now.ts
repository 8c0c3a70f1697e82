import { findKnownCall } from '@ringbase/database';
import { DomainError, projectCall } from '@ringbase/domain';
import type { HouseContext } from '../context.js';
import type { CallNow } from './write-act.js';

/** A call as its events tell it now, read for the house: nothing is written. Throws NOT_FOUND. */
export async function getCallNow(ctx: HouseContext, callId: string): Promise<CallNow> {
  const loaded = await findKnownCall(ctx.house, { callId, routes: false }, ctx.clock());
  const call = loaded && projectCall(loaded.context.events);
  if (loaded === null || call === null) throw new DomainError('NOT_FOUND', 'There is no such call.', { callId });
  return { loaded, call };
}
