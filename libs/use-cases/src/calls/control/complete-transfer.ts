import type { Context } from '../../context.js';
import { type ActOnCall, actOnCall } from './act-on-call.js';

/** Who was asked takes the call over; whoever asked goes. */
export async function completeTransfer(ctx: Context, input: ActOnCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'complete' });
}
