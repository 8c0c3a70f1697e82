/** A call rung at a person by a step of its route, or by a colleague who wants to hand it on. */
export type OfferProjection = {
  step: number;
  personId: string;
  offeredAt: Date;
  overAt: Date | null;
  claimedTab: string | null;
  claimedUntil: Date | null;
  connectedAt: Date | null;
};
