import { DomainError } from '@ringbase/domain';
import type { Context } from '../context.js';
import { changeCall } from './change-call.js';

/** How long a claim holds without its leg connecting. */
const LEASE_MS = 15_000;
/** For how long nobody else is let at it: his leg connects in this time, or another's Answer is as good. */
const ALONE_MS = 5_000;

export type ClaimCall = { callId: string; tab: string };

/**
 * A tab accepts a call that rings at its person: the card opens there and nowhere else. Throws CONFLICT with `takenBy` when somebody, or another tab of his
 * own, was quicker, FORBIDDEN when the call does not ring at him at all.
 */
export async function claimCall(ctx: Context, input: ClaimCall): Promise<void> {
  const me = ctx.actor.personId;
  await changeCall(ctx, input.callId, 'call.claimed', ({ loaded, call }, at) => {
    const answerer = call.answeredByPersonId;
    const taken = (by: string, how: string) =>
      new DomainError('CONFLICT', how, { takenBy: { id: by, name: loaded.context.facts.people[by]?.name ?? '' } });
    const offer = call.offers.findLast((one) => one.personId === me);
    // A call that is to be handed on to me rings although another has answered it.
    const rings = offer !== undefined && offer.overAt === null;
    if (answerer !== null && answerer !== me && !rings && !call.talking.includes(me))
      throw taken(answerer, 'A colleague has taken this call.');
    if (offer === undefined) throw new DomainError('FORBIDDEN', 'This call does not ring at you.', { callId: input.callId });
    if (call.talking.includes(me) || (answerer === me && !rings)) return { events: [] };
    if (offer.overAt !== null) throw new DomainError('CONFLICT', 'This call no longer rings.', { callId: input.callId });
    if (offer.claimedTab === input.tab) return { events: [] };
    const held = call.offers.find(
      (one) => one.overAt === null && one.claimedUntil !== null && at.getTime() < one.claimedUntil.getTime() - LEASE_MS + ALONE_MS,
    );
    if (held !== undefined)
      throw taken(held.personId, held.personId === me ? 'Another tab is taking this call.' : 'A colleague is taking this call.');
    return {
      events: [
        {
          key: `claimed:${offer.step}:${me}:${input.tab}`,
          at,
          kind: 'claimed',
          body: { personId: me, tab: input.tab, step: offer.step, until: new Date(at.getTime() + LEASE_MS).toISOString() },
        },
      ],
    };
  });
}
