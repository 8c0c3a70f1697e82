import type { Context } from '../../context.js';
import { type ActOnCall, actOnCall } from './act-on-call.js';

/** What is said is recorded again. */
export async function resumeRecording(ctx: Context, input: ActOnCall): Promise<void> {
  await actOnCall(ctx, input, { kind: 'resume-recording' });
}
