import { dialledFromMemory } from '../queue/answered-from-memory.js';
import type { CallContext } from './call-context.js';
import type { CallSignal, SignalOf } from './call-signal.js';
import { decideConferenceTold, decideLeft } from './conference/decide-conference-told.js';
import { decideJoin } from './conference/decide-join.js';
import { decideDialAnswered } from './decide-dial-answered.js';
import { decideInbound } from './decide-inbound.js';
import { decideScreen, decideScreenAnswer } from './decide-screen.js';
import { decideBackToQueue, decideContinue, decideMenuAnswered, decideRingFinished, decideVoicemailLeft } from './decide-step.js';
import { handedOverEvent, legEvent, receivedIfMissing } from './events-of-signal.js';
import type { SignalDecision } from './signal-decision.js';

/** What to do about one message of the provider. Pure: the same message, context and moment give the same decision. */
export function decideSignal(context: CallContext, signal: CallSignal, now: Date): SignalDecision {
  switch (signal.kind) {
    case 'inbound':
      return decideInbound(context, signal, now);
    case 'ring-finished':
      return decideRingFinished(context, signal, now);
    case 'voicemail-left':
      return decideVoicemailLeft(context, signal, now);
    case 'screen':
      return decideScreen(context, signal);
    case 'screen-answer':
      return decideScreenAnswer(context, signal, now);
    case 'continue':
      return decideContinue(context, signal, now);
    case 'menu-answered':
      return decideMenuAnswered(context, signal, now);
    case 'join':
      return decideBackToQueue(context, signal, now) ?? decideJoin(context, signal, now);
    case 'left':
      return decideLeft(context, signal, now);
    case 'conference':
      return decideConferenceTold(context, signal, now);
    case 'dial-answered':
      return decideDialAnswered(context, signal, now);
    case 'leg-progress':
      return decideLegProgress(context, signal, now);
    case 'handed-over':
      return { answer: [], events: [...receivedIfMissing(context, signal, now), handedOverEvent(signal)], state: context.state };
    case 'recording':
      return { answer: [], events: receivedIfMissing(context, signal, now), state: context.state };
  }
}

/** What a leg does is written down; it may be the first word of an answer that was given from memory. */
function decideLegProgress(context: CallContext, signal: SignalOf<'leg-progress'>, now: Date): SignalDecision {
  const given = dialledFromMemory(context, signal, now);
  return {
    answer: [],
    events: [...receivedIfMissing(context, signal, now), ...(given?.events ?? []), legEvent(context, signal, now)],
    state: given === null ? context.state : given.state,
  };
}
