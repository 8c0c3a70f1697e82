import type { LegStatus } from './call-signal.js';
import type { LegState } from './call-states.js';

/** What a provider's word on a leg makes of it. */
export const legStateOf: Readonly<Record<LegStatus, LegState>> = {
  queued: 'initiated',
  initiated: 'initiated',
  ringing: 'ringing',
  answered: 'answered',
  completed: 'ended',
  busy: 'ended',
  failed: 'ended',
  'no-answer': 'ended',
  canceled: 'ended',
};
