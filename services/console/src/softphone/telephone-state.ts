import type { SoftphoneCall, SoftphoneEvent } from './softphone.js';

export type Line = 'connecting' | 'registered' | 'lost' | 'refused';
export type Talk = SoftphoneCall & { connectedAt: string | null; muted: boolean };
/** This tab's own telephone: its line, what rings at it, the call it carries, and the last one it picked up too late. */
export type TelephoneState = { line: Line; ringing: readonly SoftphoneCall[]; talk: Talk | null; late: SoftphoneCall | null };

export const silentTelephone: TelephoneState = { line: 'connecting', ringing: [], talk: null, late: null };

/** What the telephone is after an event at `now`. */
export function advanceTelephone(state: TelephoneState, event: SoftphoneEvent, now: Date): TelephoneState {
  switch (event.kind) {
    case 'registered':
      // A line that comes back carries no call: the carrier ended it when the line went.
      return { ...state, line: 'registered', talk: state.line === 'lost' ? null : state.talk };
    case 'lost':
      // A call may outlive the line for a while; what rang does not, it is told again on registration.
      return { ...state, line: 'lost', ringing: [] };
    case 'refused':
      return { ...state, line: 'refused', ringing: [] };
    case 'incoming':
      return { ...state, ringing: [...without(state.ringing, event.call.callSid), event.call] };
    case 'cancelled':
      return {
        ...state,
        ringing: without(state.ringing, event.callSid),
        talk: unless(state.talk, event.callSid),
        late: event.answeredElsewhere && state.talk?.callSid === event.callSid ? state.talk : state.late,
      };
    case 'connected':
      return {
        ...state,
        ringing: without(state.ringing, event.callSid),
        talk: state.talk?.callSid === event.callSid ? { ...state.talk, connectedAt: now.toISOString() } : state.talk,
      };
    case 'ended':
      return { ...state, ringing: without(state.ringing, event.callSid), talk: unless(state.talk, event.callSid) };
  }
}

function without(calls: readonly SoftphoneCall[], callSid: string): readonly SoftphoneCall[] {
  return calls.filter((call) => call.callSid !== callSid);
}

function unless(talk: Talk | null, callSid: string): Talk | null {
  return talk?.callSid === callSid ? null : talk;
}
