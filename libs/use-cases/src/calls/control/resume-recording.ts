import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

/** What is said is recorded again. */
export async function resumeRecording(ctx: Context, input: ChangeCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'resume-recording' });
}
