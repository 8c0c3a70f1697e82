import type { DeviceKind } from '../people/device.js';
import type { RingStrategy } from '../scripts/call-script.js';

/** What happens to a caller who waits. `step` names his stay in a queue: of all who were rung for it one alone is let in. */
export type QueueEvent =
  | {
      kind: 'queued';
      body: {
        step: number;
        block: string;
        /** Since when he has waited, in whatever queue of this call. */
        since: string;
        /** When he is sent on. */
        until: string;
        /** For this person alone; null: for whoever of the department is free first. */
        personId: string | null;
        ownerId: string | null;
        strategy: RingStrategy;
        ringSeconds: number;
      };
    }
  /** He waits no longer: the script went on, or he keeps his place without waiting on the line. */
  | { kind: 'unqueued'; body: { step: number; how: 'left' | 'kept'; expectedSeconds: number | null } }
  /** A telephone is rung for him, by a call of its own. */
  | { kind: 'offered'; body: { offerId: string; step: number; personId: string; deviceId: string; device: DeviceKind } }
  | { kind: 'offer-over'; body: { offerId: string } };
