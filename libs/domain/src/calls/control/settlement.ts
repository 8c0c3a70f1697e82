import type { CallEvent } from '../call-event.js';
import type { RingTarget } from '../call-instruction.js';
import type { CallProjection } from '../project-call.js';

/** A telephone that was to be rung for an asking, by a call of its own. */
export type Invitation = { step: number; state: 'waiting' | 'dialling' | 'dialled' | 'failed' | 'dropped'; providerCallId: string | null };

export type SettleFacts = {
  call: CallProjection;
  events: readonly CallEvent[];
  stateStep: number;
  invitations: readonly Invitation[];
  /** What the recording was last told: `paused` or `in-progress`, and where. */
  recording: string | null;
  /** Where whoever asked last could be reached; null: nowhere. */
  back: RingTarget | null;
  /** Nobody but the department's mailbox could take the caller. */
  hasMailbox: boolean;
};

/** One thing to ask of the provider. */
export type SettleRequest =
  | { kind: 'lift'; providerCallId: string; step: number }
  | { kind: 'send-on'; providerCallId: string; step: number }
  | { kind: 'end'; providerCallId: string }
  | { kind: 'hold'; providerCallId: string; hold: boolean }
  | { kind: 'mute'; providerCallId: string; muted: boolean }
  | { kind: 'record'; providerCallId: string | null; paused: boolean; mark: string }
  /** A conference that began while the recording was paused is recorded by its outside leg, from the end of the pause on. */
  | { kind: 'begin-recording'; providerCallId: string; mark: string };

export type Settlement = {
  events: readonly CallEvent[];
  requests: readonly SettleRequest[];
  /** Steps whose telephones are not to be rung any more. */
  drop: readonly number[];
  /** When to look again although nothing was told. */
  next: Date | null;
};
