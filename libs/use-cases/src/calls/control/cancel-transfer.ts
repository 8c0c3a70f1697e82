import type { Context } from '../../context.js';
import { type ActOnCall, actOnCall } from './act-on-call.js';

/** Who was asked is not wanted any more; the other side is talked to again. */
export async function cancelTransfer(ctx: Context, input: ActOnCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'cancel' });
}
