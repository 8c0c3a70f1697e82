import type { Context } from '../../context.js';
import { type ActOnCall, actOnCall } from './act-on-call.js';

/** What is said from now on is left out of the recording. */
export async function pauseRecording(ctx: Context, input: ActOnCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'pause-recording' });
}
