import type { RouteState } from '../scripts/route-state.js';
import type { ScriptEffect } from '../scripts/script-effect.js';
import type { CallEvent } from './call-event.js';
import type { CallInstruction } from './call-instruction.js';

/**
 * What is said to the provider and what is written down. No events: nothing to write, the answer can be given again. `effects`: what the script does
 * beside the call.
 */
export type SignalDecision = {
  answer: readonly CallInstruction[];
  events: readonly CallEvent[];
  state: RouteState | null;
  effects?: readonly ScriptEffect[];
};
