import type { RingStrategy } from '../scripts/call-script.js';

/** A caller who waits, as the queue sees him. */
export type QueuePlace = {
  callId: string;
  /** Since when he has waited, in whatever queue of this call. */
  since: Date;
  /** Who may take him: his own manager alone, or everybody of the department's group. */
  personId: string | null;
  /** Whose call it is: he is asked first. */
  ownerId: string | null;
  strategy: RingStrategy;
  ringSeconds: number;
  group: readonly string[];
};

/** One telephone of a person rung for a waiting caller. `overAt` null: it rings. `inVain`: it was over although the caller still waited. */
export type QueueOffer = { callId: string; personId: string; offeredAt: Date; overAt: Date | null; inVain: boolean };
