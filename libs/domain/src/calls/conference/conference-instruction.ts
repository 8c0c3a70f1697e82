import type { Plan } from '../step-ref.js';

/** The leg that does this joins the call's conference. What the first to come is told of recording counts, so all are told the same. */
export type ConferenceInstruction = {
  kind: 'conference';
  name: string;
  step: number;
  plan: Plan;
  record: boolean;
  /** The conference may start with this leg; it needs two. */
  startOnEnter: boolean;
  /** With this leg the conference ends for everybody. */
  endOnExit: boolean;
  /** Heard until it starts. */
  wait: 'music' | 'silence';
  /** The uploaded sound that is this music; null or left out: the provider's own. */
  musicId?: string | null | undefined;
  /** A call of its own at the provider: its URLs say that it belongs to this one. */
  attached: boolean;
};
