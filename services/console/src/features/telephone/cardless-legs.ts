import type { CallCard } from '@ringbase/contracts';
import type { SoftphoneCall } from '../../softphone/softphone.js';

/** The legs that ring at this tab's telephone and of which the server has told nothing: it cannot be reached, or it is slow. */
export function cardlessLegs(
  legs: readonly SoftphoneCall[],
  cards: readonly Pick<CallCard, 'callId'>[] | undefined,
  talk: Pick<SoftphoneCall, 'callSid'> | null,
): SoftphoneCall[] {
  const told = new Set(cards?.map(({ callId }) => callId));
  return legs.filter((leg) => leg.callSid !== talk?.callSid && (leg.callId === null || !told.has(leg.callId)));
}

/** Names that stand for no number. https://www.twilio.com/docs/glossary/what-is-caller-id */
const withheld = new Set(['anonymous', 'restricted', 'unknown', 'unavailable', '+266696687', '+7378742833', '+2562533', '+8656696']);

/** Who rings, by the leg alone: a number, `withheld`, or null where there is nothing to tell, or nothing this viewer may be told. */
export function callerOfLeg({ from }: Pick<SoftphoneCall, 'from'>, seesNumbers: boolean): string | null {
  if (!seesNumbers || from === null) return null;
  if (withheld.has(from.toLowerCase())) return 'withheld';
  return /^\+?[0-9]+$/.test(from) ? from : null;
}
