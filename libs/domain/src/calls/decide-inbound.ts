import { blockOfCall } from '../blocking/block-of-call.js';
import { eventsOfBlock } from '../blocking/events-of-block.js';
import { queueEvents } from '../queue/queue-events.js';
import { advance } from '../scripts/advance.js';
import { defaultScript } from '../scripts/default-script.js';
import { startOf } from '../scripts/route-state.js';
import type { CallContext } from './call-context.js';
import type { CallEvent } from './call-event.js';
import type { SignalOf } from './call-signal.js';
import { receivedEvent, routedEvent } from './events-of-signal.js';
import type { SignalDecision } from './signal-decision.js';
import { spokenWords } from './spoken-words.js';

/** A caller phones in: his department's script begins, unless he is blocked. */
export function decideInbound(context: CallContext, signal: SignalOf<'inbound'>, now: Date): SignalDecision {
  const language = context.facts.department?.language ?? 'en';
  const received = receivedEvent(context, signal, now);
  const arrived: CallEvent = {
    key: `leg:${signal.leg.legId}:arrived`,
    at: now,
    kind: 'leg',
    body: {
      legId: signal.leg.legId,
      providerCallId: signal.leg.providerCallId,
      root: true,
      address: signal.leg.from,
      status: 'ringing',
      seconds: null,
      step: null,
      device: null,
    },
  };
  const block = blockOfCall(context, signal, now);
  if (block !== null) return { answer: [{ kind: 'reject' }], events: [received, arrived, ...eventsOfBlock(block, now)], state: null };
  if (context.facts.department === null) {
    return {
      answer: [{ kind: 'say', text: spokenWords['unknown-number'][language], language }, { kind: 'hang-up' }],
      events: [received, arrived],
      state: null,
    };
  }
  const script = context.script?.graph ?? defaultScript;
  const step = advance(script, startOf(context.callId, script, received.body.attribution), { kind: 'started' }, context.facts, now);
  return {
    answer: step.instructions,
    events: [received, arrived, routedEvent('start', step.state, step.trace, now), ...queueEvents(script, [], null, step, now)],
    state: step.state,
    effects: step.effects,
  };
}
