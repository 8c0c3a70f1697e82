import type { Timer } from '../clock/sim-clock.js';
import { type Deferred, makeDeferred } from '../deferred.js';
import type { Recording } from '../recordings/recording.js';
import { makeSid } from '../sids.js';
import type { HttpMethod } from '../webhooks/http-method.js';

export type LegStatus = 'queued' | 'initiated' | 'ringing' | 'in-progress' | FinalStatus;
export type FinalStatus = 'completed' | 'busy' | 'failed' | 'no-answer' | 'canceled';
export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';
export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

export interface StatusCallback {
  url: string;
  method: HttpMethod;
  events: readonly ProgressEvent[];
}

/** What the far end of a leg does by itself, told by whoever set the call or the phone up. */
export interface Manners {
  /** How long the party stays once it talks to somebody. */
  talkMs?: number | undefined;
  /** How long it speaks into a Record before hanging up. */
  speakMs?: number | undefined;
  /** Keys it presses when first asked for some. */
  digits?: string | undefined;
  /** The pitch of its voice in recordings. */
  toneHz?: number | undefined;
}

export interface Leg {
  readonly sid: string;
  /** Counts the legs of this simulator; names the leg the same way in every run. */
  readonly ordinal: number;
  readonly parentSid: string | null;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly createdAt: number;
  /** The far end: whose telephone this is. */
  readonly remote: string;
  status: LegStatus;
  updatedAt: number;
  dialledAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  queuedMs: number;
  sequence: number;
  webhooks: number;
  callbacks: StatusCallback[];
  fallback: { url: string; method: HttpMethod } | null;
  /** The document being run; aborting it stops the run. */
  program: AbortController | null;
  digits: string[];
  onDigit: (() => void) | null;
  /** Asked at the moment of answering: may this leg have the call, or was another first? */
  claim: (() => boolean) | null;
  readonly answered: Deferred<void>;
  readonly ended: Deferred<void>;
  /** Resolved when REST redirects this leg away from the Dial it was part of. */
  readonly diverted: Deferred<void>;
  /** Redirected away from its Dial by REST: the Dial's end is not its own. */
  lifted: boolean;
  bridgedWith: string | null;
  manners: Manners;
  parameters: Record<string, string>;
  /** What answering machine detection told, when it was asked for. */
  answeredBy: string | null;
  /** A machine picked up. */
  isMachine: boolean;
  endReason: string | null;
  /** The browser tab that accepted. */
  tab: number | null;
  muted: boolean;
  timers: Timer[];
  recordings: Recording[];
  /** Callbacks of one call leave one after the other. */
  lastCallback: Promise<void>;
}

export type NewLeg = Pick<Leg, 'parentSid' | 'direction' | 'from' | 'to' | 'remote' | 'status'> &
  Partial<Pick<Leg, 'callbacks' | 'fallback' | 'manners' | 'parameters' | 'claim'>>;

export function makeLeg(spec: NewLeg, ordinal: number, now: number): Leg {
  return {
    sid: makeSid('CA'),
    ordinal,
    createdAt: now,
    updatedAt: now,
    dialledAt: spec.status === 'queued' ? null : now,
    answeredAt: null,
    endedAt: null,
    queuedMs: 0,
    sequence: 0,
    webhooks: 0,
    callbacks: [],
    fallback: null,
    program: null,
    digits: [],
    onDigit: null,
    claim: null,
    answered: makeDeferred(),
    ended: makeDeferred(),
    diverted: makeDeferred(),
    lifted: false,
    bridgedWith: null,
    manners: {},
    parameters: {},
    answeredBy: null,
    isMachine: false,
    endReason: null,
    tab: null,
    muted: false,
    timers: [],
    recordings: [],
    lastCallback: Promise.resolve(),
    ...spec,
  };
}

const FINAL: readonly LegStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled'];

export function isEnded(leg: Leg): boolean {
  return FINAL.includes(leg.status);
}

/** Whole seconds from the answer to the end, or to now. */
export function talkedSeconds(leg: Leg, now: number): number {
  return leg.answeredAt === null ? 0 : Math.round(((leg.endedAt ?? now) - leg.answeredAt) / 1_000);
}
