import type { Context } from '../../context.js';
import { actOnCall, type ChangeCall } from './act-on-call.js';

/** I am heard no more, or again: at the provider, for a telephone that has no such switch. */
export async function muteOnCall(ctx: Context, { muted, ...input }: ChangeCall & { muted: boolean }): Promise<void> {
  await actOnCall(ctx, input, { kind: 'mute', muted });
}
