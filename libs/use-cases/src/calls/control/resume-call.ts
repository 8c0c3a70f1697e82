import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

/** The other side is talked to again. */
export async function resumeCall(ctx: Context, input: ChangeCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'resume' });
}
