import type { DialIntent } from '@ringbase/contracts';
import type { SoftphoneCall } from '../../softphone/softphone.js';

/** The leg that rings for a click: the one that the click itself names, never one that merely carries no card. */
export function legOfClick(
  legs: readonly SoftphoneCall[],
  intent: Pick<DialIntent, 'providerCallId'> | undefined,
): SoftphoneCall | undefined {
  return intent?.providerCallId ? legs.find((leg) => leg.callSid === intent.providerCallId) : undefined;
}
