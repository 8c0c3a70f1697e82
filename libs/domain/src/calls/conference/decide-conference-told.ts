import type { CallContext } from '../call-context.js';
import type { CallEvent } from '../call-event.js';
import type { CallSignal, SignalOf } from '../call-signal.js';
import type { SignalDecision } from '../signal-decision.js';

/** The provider's word about the conference: written down, whatever order it comes in. */
export function decideConferenceTold(context: CallContext, signal: SignalOf<'conference'>, now: Date): SignalDecision {
  const { providerConferenceId, sequence, what, leg } = signal;
  const told: CallEvent = {
    key: signal.key,
    at: signal.at ?? now,
    kind: 'conference-told',
    body: {
      providerConferenceId,
      sequence,
      what,
      legId: leg.providerCallId === '' ? null : leg.legId,
      providerCallId: leg.providerCallId === '' ? null : leg.providerCallId,
    },
  };
  return { answer: [], events: [told], state: context.state };
}

/** A leg is out of the conference with its line still open: nothing follows for it. */
export function decideLeft(context: CallContext, signal: SignalOf<'left'>, now: Date): SignalDecision {
  return { answer: [{ kind: 'hang-up' }], events: [leftEvent(signal, now)], state: context.state };
}

export function leftEvent(signal: CallSignal & { step: number | null }, now: Date): CallEvent {
  const { legId, providerCallId } = signal.leg;
  return { key: `left:${legId}`, at: now, kind: 'left', body: { legId, providerCallId, step: signal.step ?? 0 } };
}
