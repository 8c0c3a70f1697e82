import type { RecordingKind } from '../recordings/recording-states.js';
import type { ConferenceSignal } from './conference/conference-signal.js';
import type { StepRef } from './step-ref.js';

export { type Plan, plans, type StepRef } from './step-ref.js';

/** Progress of one leg, in our words; `answered` comes before a screening digit, too. */
export const legStatuses = ['queued', 'initiated', 'ringing', 'answered', 'completed', 'busy', 'failed', 'no-answer', 'canceled'] as const;
export type LegStatus = (typeof legStatuses)[number];

/** What the provider says about the leg that a message is about. */
export type SignalLeg = {
  /** UUIDv5 of (provider, provider's id). */
  legId: string;
  providerCallId: string;
  parentProviderCallId: string | null;
  from: string;
  to: string;
  direction: 'inbound' | 'outbound';
};

/**
 * What every message of a provider carries: `key` claims it, so that a repeat is known as one. `attached`: its leg is a call of its own at the provider, made
 * for this call, which its URL names; it tells neither who phoned nor whom.
 */
export type SignalBase = {
  key: string;
  provider: string;
  callId: string;
  rootProviderCallId: string;
  leg: SignalLeg;
  attached?: boolean;
};

export type CallSignal = SignalBase &
  (
    | /** A caller phones in. */ { kind: 'inbound' }
    | /** A Dial is over; `callerGone`: nobody is left to be told anything. */ ({
        kind: 'ring-finished';
        /** Null: the provider could not reach us with it and asks elsewhere, without its result. */
        status: LegStatus | null;
        legProviderCallId: string | null;
        bridged: boolean | null;
        seconds: number | null;
        callerGone: boolean;
      } & StepRef)
    | /** A screened callee picked up: ask for his digit. */ ({ kind: 'screen' } & StepRef)
    | /** He pressed something, or nothing. */ ({ kind: 'screen-answer'; digits: string } & StepRef)
    | /** A caller pressed something in a menu, or nothing. */ ({ kind: 'menu-answered'; digits: string; callerGone: boolean } & StepRef)
    | /** A voice message was recorded. */ ({
        kind: 'voicemail-left';
        seconds: number;
        providerRecordingId: string | null;
        callerGone: boolean;
      } & StepRef)
    | /** The next instruction of a step that had nothing to wait for. */ ({ kind: 'continue' } & StepRef)
    | ConferenceSignal
    | /** The telephone of a manager who clicked was picked up. */ { kind: 'dial-answered'; intentId: string }
    | /**
     * Progress of a leg. `at`: the provider's own moment, when it tells. `intentId`: told at a URL of a click-to-call; `plan`: at one of a static answer,
     * which therefore is what the caller was given, whatever was written of his script.
     */ {
        kind: 'leg-progress';
        status: LegStatus;
        at: Date | null;
        seconds: number | null;
        sequence: number | null;
        step: number | null;
        intentId: string | null;
        plan?: 'static';
        /** Where a provider may say the same of a leg twice and differently: both words are kept, and the call's row is made of both. */
        mark?: string;
      }
    | /** A PBX has handed the other side on to this leg's telephone. */ { kind: 'handed-over'; at: Date }
    | /** Progress of a recording. */ {
        kind: 'recording';
        status: 'in-progress' | 'completed' | 'absent' | 'failed';
        providerRecordingId: string;
        recordingKind: RecordingKind;
        channels: number | null;
        seconds: number | null;
        startedAt: Date | null;
        step: number | null;
      }
  );

export type SignalOf<K extends CallSignal['kind']> = Extract<CallSignal, { kind: K }>;
