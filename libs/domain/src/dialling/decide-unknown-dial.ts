/** Milliseconds: the provider tells whole seconds, and its clock is not ours. */
const SKEW = 2_000;
/** A call asked for is made, or queued, within this. */
const MADE_WITHIN = 60_000;
/** After this, what the provider does not list was not made. */
const GIVE_UP = 90_000;

export type UnknownDial = { claimedAt: Date; to: string; callerId: string };
export type ListedCall = { providerCallId: string; parentProviderCallId: string | null; from: string; to: string; createdAt: Date };
export type UnknownDialDecision = { kind: 'made'; providerCallId: string } | { kind: 'not-made' } | { kind: 'wait' };

/** Between which moments a call was asked for that the provider made at `createdAt`. */
export function askedBetween(createdAt: Date): { from: Date; until: Date } {
  const at = createdAt.getTime();
  return { from: new Date(at - MADE_WITHIN), until: new Date(at + SKEW) };
}

function wasAskedAt(createdAt: Date, claimedAt: Date): boolean {
  const { from, until } = askedBetween(createdAt);
  return claimedAt >= from && claimedAt <= until;
}

/**
 * What became of a call whose asking was never answered, by the provider's list. `taken`: calls that are known to be another's. `rival`: the telephone was
 * rung for another call as well, of which no more is known; a call in the list may be either's then, and nobody's is better than another's.
 */
export function decideUnknownDial(
  dial: UnknownDial,
  listed: readonly ListedCall[],
  taken: ReadonlySet<string>,
  now: Date,
  rival = false,
): UnknownDialDecision {
  const since = (call: ListedCall) => call.createdAt.getTime() - dial.claimedAt.getTime();
  const ours = listed
    .filter((call) => call.parentProviderCallId === null && call.to === dial.to && call.from === dial.callerId)
    .filter((call) => !taken.has(call.providerCallId) && wasAskedAt(call.createdAt, dial.claimedAt))
    .sort((a, b) => since(a) - since(b));
  const [first] = ours;
  if (first !== undefined && !rival) return { kind: 'made', providerCallId: first.providerCallId };
  return now.getTime() - dial.claimedAt.getTime() > GIVE_UP ? { kind: 'not-made' } : { kind: 'wait' };
}
