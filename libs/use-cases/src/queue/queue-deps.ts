import type { Telephony } from '@ringbase/telephony';

export type QueueDeps = {
  telephony: Telephony;
  /** ISO 3166 country that callers' numbers without a country are read in. */
  defaultRegion: string;
  /** Where a leg that is to join the call's conference asks and tells. */
  joinUrlsOf: (at: { callId: string; step: number; attached: boolean }) => { url: string; statusUrl: string };
  /** Where a caller who waits asks what comes next. */
  waitUrlOf: (at: { callId: string; step: number }) => string;
};
