import type { SoftphoneEvent } from './softphone.js';

/** Frames of the phone simulator's browser telephone. */
export type SimulatedFrame =
  | { type: 'registered' }
  | { type: 'incoming'; callSid: string; from?: string; parameters?: Record<string, string> }
  | { type: 'cancelled'; callSid: string; reason?: string }
  | { type: 'connected' | 'ended'; callSid: string }
  | { type: 'error'; code?: number | string; message?: string }
  | { type: 'token-will-expire' }
  | { type: 'heartbeat' };

/** What a frame means; null for what the adapter settles by itself, or does not know. */
export function readSimulatedFrame(frame: SimulatedFrame): SoftphoneEvent | null {
  switch (frame.type) {
    case 'registered':
      return { kind: 'registered' };
    case 'incoming':
      return { kind: 'incoming', call: { callSid: frame.callSid, callId: frame.parameters?.['callId'] ?? null, from: frame.from ?? null } };
    case 'cancelled':
      return { kind: 'cancelled', callSid: frame.callSid, answeredElsewhere: frame.reason === 'answered-elsewhere' };
    case 'connected':
    case 'ended':
      return { kind: frame.type, callSid: frame.callSid };
    default:
      return null;
  }
}
