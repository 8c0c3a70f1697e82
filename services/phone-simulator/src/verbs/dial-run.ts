import type { FinalStatus, Leg } from '../calls/leg.js';
import type { Recording } from '../recordings/recording.js';
import type { DialPlan } from './dial-plan.js';

/** A Dial while it goes on; what is known of it when it ends, however it ends. */
export interface DialRun {
  plan: DialPlan;
  callerId: string;
  children: Leg[];
  last: Leg | null;
  bridged: boolean;
  status: FinalStatus;
  recording: Recording | null;
}
