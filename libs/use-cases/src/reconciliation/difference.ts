import type { DifferenceCause, DifferenceKind } from '@ringbase/domain';
import type { Telephony } from '@ringbase/telephony';

export type ReconcileDeps = {
  telephony: Telephony;
  /** ISO 3166 country that callers' numbers without a country are read in. */
  defaultRegion: string;
};
/** One thing that the provider knows and our rows did not. */
export type Difference = {
  kind: DifferenceKind;
  providerId: string;
  callId: string | null;
  cause: DifferenceCause;
  repaired: boolean;
};
/** Keeps a difference as it is found. */
export type Note = (difference: Difference) => Promise<void>;
