import type { Block } from '../blocking/decide-block.js';
import type { DeviceKind } from '../people/device.js';
import type { QueueEvent } from '../queue/queue-event.js';
import type { Attribution } from '../scripts/choose-candidate.js';
import type { HttpAnswer, TraceEntry } from '../scripts/route-state.js';
import type { RingTarget } from './call-instruction.js';
import type { LegStatus } from './call-signal.js';
import type { CallDirection } from './call-states.js';
import type { ConferenceEvent } from './conference/conference-event.js';
import type { ControlEvent } from './control/control-event.js';
import type { Plan } from './step-ref.js';

/** A leg's telephone, resolved when its message came in: null where the address is none of ours. */
export type LegDevice = { deviceId: string; personId: string; kind: DeviceKind };

/**
 * One thing that happened to a call. `key` is unique within the call, so a repeated message is one event. The call's row is a pure function of the
 * set of its events: neither their order nor their number of arrivals changes it.
 */
export type CallEvent = { key: string; at: Date } & (
  | {
      kind: 'received';
      body: {
        direction: CallDirection;
        from: string;
        callerE164: string | null;
        to: string;
        departmentId: string | null;
        scriptId: string | null;
        attribution: Attribution;
        intentId: string | null;
        /** Of an outbound call: the manager who clicked. */
        personId: string | null;
        wrapUpSeconds: number;
      };
    }
  | { kind: 'routed'; body: { step: number; plan: Plan; targets: readonly RingTarget[]; trace: readonly TraceEntry[] } }
  | {
      kind: 'ring-finished';
      /** `status` null: the provider gave up asking and told only that it is over. */
      body: { step: number; status: LegStatus | null; legProviderCallId: string | null; bridged: boolean | null; seconds: number | null };
    }
  | {
      kind: 'leg';
      body: {
        legId: string;
        providerCallId: string;
        root: boolean;
        address: string;
        status: LegStatus;
        seconds: number | null;
        step: number | null;
        device: LegDevice | null;
        /** A call of its own at the provider that we made for this one. */
        attached?: boolean;
      };
    }
  | { kind: 'accepted'; body: { legId: string; providerCallId: string; step: number } }
  | { kind: 'claimed'; body: { personId: string; tab: string; step: number; until: string } }
  | { kind: 'voicemail-left'; body: { step: number; seconds: number } }
  /** What a script asked of the world beside the call has come to its end. */
  | { kind: 'effect-done'; body: { key: string; answer: HttpAnswer } }
  /** The caller was turned away. `begins`: this call is the one too many by which his number is blocked from now on. */
  | { kind: 'blocked'; body: Omit<Block, 'until'> & { until: string | null } }
  /** The other side was handed on to this leg's telephone, whether it is picked up or not. */
  | { kind: 'handed-over'; body: { legId: string; providerCallId: string } }
  | { kind: 'static-answer-given'; body: { step: number } }
  /** `personId` null: the call's script did. */
  | { kind: 'application-chosen'; body: { clientId: string; applicationId: string; personId: string | null } }
  | QueueEvent
  | { kind: 'recording-attached'; body: { recordingId: string } }
  | ConferenceEvent
  | ControlEvent
);
export type CallEventOf<K extends CallEvent['kind']> = Extract<CallEvent, { kind: K }>;
