import type { WebhookKind } from '../faults/faults.js';
import type { HttpMethod } from '../webhooks/http-method.js';

export interface WebhookEntry {
  id: number;
  kind: WebhookKind;
  callSid: string;
  at: string;
  method: HttpMethod;
  url: string;
  params: Record<string, string | string[]>;
  signature: string;
  idempotencyToken: string;
  attempt: number;
  copy: number;
  copies: number;
  faults: string[];
  status: number | null;
  error: string | null;
  ms: number | null;
  responseBody: string | null;
  /** Of several copies of a voice webhook, the one whose answer the call followed. */
  used: boolean;
}

export interface RestEntry {
  id: number;
  at: string;
  method: string;
  path: string;
  params: Record<string, unknown>;
  status: number;
  ms: number;
  faults: string[];
  callSid: string | null;
}

export interface WarningEntry {
  id: number;
  at: string;
  callSid: string;
  level: 'error' | 'warning';
  code: number;
  message: string;
}

export interface BridgeEntry {
  id: number;
  parentCallSid: string;
  childCallSid: string;
  parties: [string, string];
  from: string;
  to: string | null;
}

/** One hears the other in a conference, from then to then. */
export interface AudibleEntry {
  id: number;
  conferenceSid: string;
  listenerCallSid: string;
  speakerCallSid: string;
  parties: [string, string];
  from: string;
  to: string | null;
}

export const hearings = ['ring', 'say', 'play', 'beep', 'silence', 'error', 'bridge', 'conference', 'busy', 'end'] as const;
export interface HeardEntry {
  callSid: string;
  /** Milliseconds since the call came to be. */
  ms: number;
  what: (typeof hearings)[number];
  detail: string;
}

export interface EventEntry {
  id: number;
  at: string;
  callSid: string;
  event: string;
  detail: string;
}

export interface Books {
  webhooks: WebhookEntry[];
  rest: RestEntry[];
  warnings: WarningEntry[];
  bridges: BridgeEntry[];
  audible: AudibleEntry[];
  heard: HeardEntry[];
  events: EventEntry[];
}

export interface Ledger extends Books {
  /** The oldest entries of a book go when it has so many, so that a simulator that runs for weeks does not grow for ever. */
  mostEntries: number;
  /** Some have gone. */
  forgotten: boolean;
}

export function makeLedger(mostEntries: number): Ledger {
  return { mostEntries, forgotten: false, webhooks: [], rest: [], warnings: [], bridges: [], audible: [], heard: [], events: [] };
}

export function append<B extends keyof Books>(ledger: Ledger, book: B, entry: Books[B][number]): Books[B][number] {
  const entries: Books[B][number][] = ledger[book];
  if (entries.length >= ledger.mostEntries) {
    entries.splice(0, Math.ceil(ledger.mostEntries / 10));
    ledger.forgotten = true;
  }
  entries.push(entry);
  return entry;
}
