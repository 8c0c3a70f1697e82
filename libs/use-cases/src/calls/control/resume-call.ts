import type { Context } from '../../context.js';
import { type ActOnCall, actOnCall } from './act-on-call.js';

/** The other side is talked to again. */
export async function resumeCall(ctx: Context, input: ActOnCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'resume' });
}
