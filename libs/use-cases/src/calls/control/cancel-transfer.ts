import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

/** Who was asked is not wanted any more; the other side is talked to again. */
export async function cancelTransfer(ctx: Context, input: ChangeCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'cancel' });
}
