import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

/** The other side hears music until somebody resumes. */
export async function holdCall(ctx: Context, input: ChangeCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'hold' });
}
