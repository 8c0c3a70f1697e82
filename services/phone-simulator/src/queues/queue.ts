import type { Leg } from '../calls/leg.js';
import { type Deferred, makeDeferred } from '../deferred.js';
import { makeSid } from '../sids.js';
import type { HttpMethod } from '../webhooks/http-method.js';

/** https://www.twilio.com/docs/voice/twiml/enqueue#attributes-action-parameters-queueresult; those of the provider's own troubles do not occur here */
export type QueueResult = 'bridged' | 'error' | 'hangup' | 'leave' | 'redirected' | 'redirected-from-bridged' | 'queue-full';

/** What ends the waiting from outside: somebody takes the call, or REST gives it another document. */
export type Dequeue = { kind: 'bridge' } | { kind: 'redirect'; url: string; method: HttpMethod };

export interface Member {
  readonly queue: Queue;
  readonly leg: Leg;
  readonly enqueuedAt: number;
  /** When he stopped waiting. */
  dequeuedAt: number | null;
  result: QueueResult | null;
  readonly dequeued: Deferred<Dequeue>;
  /** Whoever took the call has let go of it. */
  readonly released: Deferred<void>;
  /** He hung up or was redirected, also out of the conversation he was taken into. */
  readonly gone: Deferred<void>;
}

export interface Queue {
  readonly sid: string;
  readonly ordinal: number;
  readonly createdAt: number;
  friendlyName: string;
  maxSize: number;
  updatedAt: number;
  /** Those who wait, the first in front. */
  members: Member[];
  /** All who ever waited here. */
  readonly history: Member[];
  /** Those who dialled the queue while it was empty, in order. */
  takers: Deferred<Member>[];
}

export function makeQueue(friendlyName: string, maxSize: number, ordinal: number, now: number): Queue {
  const times = { createdAt: now, updatedAt: now };
  return { sid: makeSid('QU'), ordinal, friendlyName, maxSize, ...times, members: [], history: [], takers: [] };
}

export function makeMember(queue: Queue, leg: Leg, now: number): Member {
  const waits = { dequeued: makeDeferred<Dequeue>(), released: makeDeferred<void>(), gone: makeDeferred<void>() };
  return { queue, leg, enqueuedAt: now, dequeuedAt: null, result: null, ...waits };
}

/** Whole seconds a member has waited, or did wait. */
export function waitedSeconds(member: Member, now: number): number {
  return Math.round(((member.dequeuedAt ?? now) - member.enqueuedAt) / 1_000);
}

/** How long those who wait now have waited on average. https://www.twilio.com/docs/voice/twiml/enqueue#attributes-waiturl-parameters */
export function averageSeconds(queue: Queue, now: number): number {
  const total = queue.members.reduce((sum, member) => sum + waitedSeconds(member, now), 0);
  return queue.members.length === 0 ? 0 : Math.round(total / queue.members.length);
}
