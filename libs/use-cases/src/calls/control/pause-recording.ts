import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

/** What is said from now on is left out of the recording. */
export async function pauseRecording(ctx: Context, input: ChangeCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'pause-recording' });
}
