import type { Logger } from 'pino';
import type { Leg } from './calls/leg.js';
import type { Busy } from './clock/busy.js';
import type { SimClock } from './clock/sim-clock.js';
import type { Conference, Participant } from './conferences/conference.js';
import type { Faults } from './faults/faults.js';
import { append, type EventEntry, type HeardEntry, type Ledger } from './ledger/ledger.js';
import type { ClientRegistry } from './phones/client-registry.js';
import type { Phone } from './phones/phone.js';
import type { Queue } from './queues/queue.js';
import type { Recording } from './recordings/recording.js';
import type { Gate } from './webhooks/gate.js';
import type { HttpSender } from './webhooks/http-sender.js';

export interface Credentials {
  accountSid: string;
  authToken: string;
  apiKey: string;
  apiSecret: string;
}

/** A number of ours at the simulated phone company, with the webhooks configured for it. */
export interface OwnNumber {
  sid: string;
  number: string;
  friendlyName: string;
  voiceUrl: string;
  voiceMethod: 'GET' | 'POST';
  voiceFallbackUrl: string | null;
  statusCallback: string | null;
}

/** Everything the simulated phone company knows. One per process; handed to every function that needs it. */
export interface World {
  readonly credentials: Credentials;
  readonly clock: SimClock;
  readonly busy: Busy;
  ledger: Ledger;
  readonly sender: HttpSender;
  /** Callbacks on the wire at once are limited, so that a crowd of them never slows the webhooks callers wait for. */
  readonly callbackGate: Gate;
  readonly clients: ClientRegistry;
  readonly numbers: Map<string, OwnNumber>;
  readonly phones: Map<string, Phone>;
  readonly legs: Map<string, Leg>;
  readonly recordings: Map<string, Recording>;
  /** By SID, also those that are over. */
  readonly conferences: Map<string, Conference>;
  /** Who is in a conference, or on his way into one, by call. */
  readonly seats: Map<string, Participant>;
  readonly queues: Map<string, Queue>;
  readonly log: Logger;
  /** Called with every change the page shows live. */
  readonly watchers: Set<(change: { kind: string; body: unknown }) => void>;
  faults: Faults;
  counters: { leg: number; entry: number; media: number; rest: number };
  /** When the next queued REST call may be dialled. */
  nextDialSlot: number;
}

export function isoNow(world: World): string {
  return new Date(world.clock.now()).toISOString();
}

export function nextEntryId(world: World): number {
  world.counters.entry += 1;
  return world.counters.entry;
}

function announce(world: World, kind: string, body: unknown): void {
  for (const watch of world.watchers) watch({ kind, body });
}

export function noteEvent(world: World, leg: Leg, event: string, detail = ''): void {
  const entry: EventEntry = append(world.ledger, 'events', { id: nextEntryId(world), at: isoNow(world), callSid: leg.sid, event, detail });
  announce(world, 'event', entry);
}

/** Writes down what the party at the far end of this leg hears. */
export function noteHeard(world: World, leg: Leg, what: HeardEntry['what'], detail = ''): void {
  // Nobody listens any more after the end.
  if (leg.endedAt !== null && what !== 'end') return;
  append(world.ledger, 'heard', { callSid: leg.sid, ms: world.clock.now() - leg.createdAt, what, detail });
}

/** An entry of the provider's debugger. https://www.twilio.com/docs/api/errors */
export function noteWarning(world: World, callSid: string, code: number, message: string, level: 'error' | 'warning' = 'error'): void {
  const entry = append(world.ledger, 'warnings', { id: nextEntryId(world), at: isoNow(world), callSid, level, code, message });
  announce(world, 'warning', entry);
}

export function announceChange(world: World, kind: string, body: unknown): void {
  announce(world, kind, body);
}
