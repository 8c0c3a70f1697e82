import type { Telephony } from '@ringbase/telephony';

export type QueueDeps = {
  telephony: Telephony;
  /** Where a leg that is to join the call's conference asks and tells. */
  joinUrlsOf: (at: { callId: string; step: number; attached: boolean }) => { url: string; statusUrl: string };
  /** Where a caller who waits asks what comes next. */
  waitUrlOf: (at: { callId: string; step: number }) => string;
};
