import type { CallContext } from './call-context.js';
import type { CallEvent } from './call-event.js';
import type { SignalOf } from './call-signal.js';
import { decideJoin } from './conference/decide-join.js';
import { announcementOf, askDigit, ringClient } from './decide-dial-answered.js';
import { receivedIfMissing } from './events-of-signal.js';
import type { SignalDecision } from './signal-decision.js';

/** A screened callee picked up: one of ours is asked for his digit, a client is told of the recording. */
export function decideScreen(context: CallContext, signal: SignalOf<'screen'>): SignalDecision {
  const language = context.facts.department?.language ?? 'en';
  return {
    answer: context.dial === null ? [askDigit(language, signal, null)] : [...announcementOf(context), { kind: 'connect' }],
    events: [],
    state: context.state,
  };
}

/** He pressed something, or nothing. */
export function decideScreenAnswer(context: CallContext, signal: SignalOf<'screen-answer'>, now: Date): SignalDecision {
  if (signal.digits !== '1') return { answer: [{ kind: 'hang-up' }], events: [], state: context.state };
  const accepted: CallEvent = {
    key: `accepted:${signal.leg.legId}`,
    at: now,
    kind: 'accepted',
    body: { legId: signal.leg.legId, providerCallId: signal.leg.providerCallId, step: signal.step },
  };
  if (signal.attached) return decideJoin(context, signal, now, [accepted]);
  if (signal.leg.parentProviderCallId === null) return ringClient(context, signal, now, [accepted]);
  return { answer: [{ kind: 'connect' }], events: [...receivedIfMissing(context, signal, now), accepted], state: context.state };
}
