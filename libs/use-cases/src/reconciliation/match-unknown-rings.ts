import { listUnknownRings, saveInvited, saveQueueOfferDialled } from '@ringbase/database';
import { askedBetween } from '@ringbase/domain';
import type { ProviderCall } from '@ringbase/telephony';
import type { HouseContext } from '../context.js';

/**
 * Calls of the provider of which nothing is written, that are a telephone rung for one of our calls: the answer to the asking was lost, and so was all that the
 * telephone told. What was rung for is kept with it and returned by the provider's id. One that may be either of two is nobody's.
 */
export async function matchUnknownRings({ house: { db } }: HouseContext, calls: readonly ProviderCall[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const { leg, createdAt } of calls) {
    if (leg.direction !== 'outbound' || leg.parentProviderCallId !== null) continue;
    const { from, until } = askedBetween(createdAt);
    const telephone = { address: leg.to, callerId: leg.from };
    const [ring, ...rivals] = await listUnknownRings(db, telephone, from, until);
    if (ring === undefined || ring.callId === null || rivals.length > 0) continue;
    await (ring.kind === 'offer' ? saveQueueOfferDialled : saveInvited)(db, ring.id, leg.providerCallId);
    owners.set(leg.providerCallId, ring.callId);
  }
  return owners;
}
