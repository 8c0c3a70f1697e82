import type { CallEvent } from '../call-event.js';
import { ofKind } from '../of-kind.js';
import type { SettleRequest } from './settlement.js';

/** Milliseconds in which a leg that was redirected asks what it is to do. One that is redirected again on its way would fall out of where it has just come. */
const ASKS_WITHIN = 10_000;

export type Redirection = Extract<SettleRequest, { kind: 'lift' | 'send-on' }>;

/** A leg that is on its way to this step is given time to ask. */
export function redirection(
  events: readonly CallEvent[],
  request: Redirection | null,
  now: Date,
): { requests: readonly SettleRequest[]; next: Date | null } {
  if (request === null) return { requests: [], next: null };
  const sent = ofKind(events, 'redirected')
    .filter(({ body }) => body.providerCallId === request.providerCallId && body.step === request.step)
    .map(({ at }) => at.getTime() + ASKS_WITHIN);
  const until = Math.max(0, ...sent);
  return until > now.getTime() ? { requests: [], next: new Date(until) } : { requests: [request], next: null };
}
