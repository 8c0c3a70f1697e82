import type { CallEvent } from '../call-event.js';
import { ofKind } from '../of-kind.js';
import type { OfferProjection } from '../offer-projection.js';

/** A call that is to be handed on rings at whoever was asked, until one comes, the asking is over, or the call is. */
export function askedOffers(events: readonly CallEvent[], endedAt: Date | null): readonly OfferProjection[] {
  const claims = ofKind(events, 'claimed');
  const joined = ofKind(events, 'joined');
  return ofKind(events, 'asked').flatMap(({ at, body }) => {
    const { step } = body;
    const came = joined.find(({ key }) => key === `joined:${step}`);
    const moments = [
      ...(came === undefined ? [] : [came.at]),
      ...ofKind(events, 'asking-over')
        .filter((over) => over.body.step === step)
        .map((over) => over.at),
      ...(endedAt === null ? [] : [endedAt]),
    ].map((moment) => moment.getTime());
    const people = [...new Set(body.targets.flatMap(({ personId }) => personId ?? []))];
    return people.map((personId) => {
      const claim = claims.findLast((one) => one.body.personId === personId && one.body.step === step);
      return {
        step,
        personId,
        offeredAt: at,
        overAt: moments.length === 0 ? null : new Date(Math.max(at.getTime(), Math.min(...moments))),
        claimedTab: claim?.body.tab ?? null,
        claimedUntil: claim === undefined ? null : new Date(claim.body.until),
        connectedAt: came !== undefined && came.body.personId === personId ? came.at : null,
      };
    });
  });
}
