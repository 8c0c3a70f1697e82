import type { Context } from '../../context.js';
import { type ActOnCall, actOnCall } from './act-on-call.js';

/** Who was asked stays as a third: all talk with each other. */
export async function mergeTransfer(ctx: Context, input: ActOnCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'merge' });
}
