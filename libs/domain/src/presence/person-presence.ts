import type { DeviceKind } from '../people/device.js';
import type { ChosenStatus } from './presence-status.js';

/** Why no calls reach a person, or a device of his; the console puts each into words. In order of weight. */
export const unroutableReasons = [
  'on-call',
  'wrap-up',
  'chosen-busy',
  'chosen-break',
  'chosen-away',
  'chosen-offline',
  'out-of-hours',
  'no-devices',
  'browser-not-connected',
  'telephone-not-registered',
] as const;
export type UnroutableReason = (typeof unroutableReasons)[number];

/** What a person may be allowed; more talks than that nobody leads. */
export const MOST_SIMULTANEOUS_CALLS = 5;

/** A live tab of his console: a lease that lapses at `expiresAt`. `softphone`: its telephone is registered. */
export type PresenceTab = { tab: string; softphone: boolean; activeAt: Date; expiresAt: Date };

/** A telephone of his; one that is not `enabled` does not exist for calls. */
export type PresenceDevice = { id: string; kind: DeviceKind; address: string; enabled: boolean };

/** What is known of a person's presence. Everything is as it was written; whether it still holds is decided at `now`. */
export type PersonPresence = {
  personId: string;
  chosen: { status: ChosenStatus; reason: string | null; until: Date | null; at: Date };
  /** The calls he is on, the earliest first. */
  calls: readonly { callId: string; since: Date }[];
  /** How many of them he can have at once before he is rung no more. */
  simultaneousCalls: number;
  /** When the call ended that he wraps up; both null when he does not. */
  wrapUpSince: Date | null;
  wrapUpUntil: Date | null;
  /** The call that he wraps up, or wrapped up last. */
  wrapUpCallId?: string | null;
  tabs: readonly PresenceTab[];
  devices: readonly PresenceDevice[];
};
