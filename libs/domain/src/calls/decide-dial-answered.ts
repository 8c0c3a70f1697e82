import type { CallContext } from './call-context.js';
import type { CallEvent } from './call-event.js';
import type { CallInstruction, RingTarget, SpokenLanguage } from './call-instruction.js';
import type { SignalOf, StepRef } from './call-signal.js';
import { isSecondLeg, receivedIfMissing } from './events-of-signal.js';
import type { SignalDecision } from './signal-decision.js';
import { spokenWords } from './spoken-words.js';

/** Only a person presses: a mobile's voicemail does not. */
export function askDigit(
  language: SpokenLanguage,
  { step, plan }: StepRef,
  intentId: string | null,
): CallInstruction & { kind: 'ask-digit' } {
  return { kind: 'ask-digit', text: spokenWords['press-one'][language], language, seconds: 8, step, plan, intentId };
}

/** Whatever picked up a mobile may be its voicemail: the client is rung only after the manager's digit. A browser and a desk phone have none. */
export function decideDialAnswered(context: CallContext, signal: SignalOf<'dial-answered'>, now: Date): SignalDecision {
  const { dial } = context;
  if (dial === null || isSecondLeg(dial, signal) || context.legDevice?.kind !== 'mobile') return ringClient(context, signal, now, []);
  const language = context.facts.department?.language ?? 'en';
  return {
    answer: [askDigit(language, { step: 1, plan: 'script' }, dial.intentId)],
    events: receivedIfMissing(context, signal, now),
    state: null,
  };
}

/** The manager is there: his client is rung. */
export function ringClient(
  context: CallContext,
  signal: SignalOf<'dial-answered'> | SignalOf<'screen-answer'>,
  now: Date,
  happened: readonly CallEvent[],
): SignalDecision {
  const { dial } = context;
  // A second leg of one click is nobody's call: it is ended, and leaves its leg behind.
  if (dial === null || isSecondLeg(dial, signal)) {
    return { answer: [{ kind: 'hang-up' }], events: receivedIfMissing(context, signal, now), state: null };
  }
  // Before the two are bridged the client hears that he is recorded, where the department says so.
  const screened = announcementOf(context).length > 0;
  const target: RingTarget = { kind: 'client', address: dial.clientE164, deviceId: null, personId: null, screened, parameters: {} };
  const routed: CallEvent = {
    key: 'routed:1',
    at: now,
    kind: 'routed',
    body: {
      step: 1,
      plan: 'script',
      targets: [target],
      trace: [{ step: 1, block: 'dial', kind: 'dial', reason: 'clicked', facts: { personId: dial.personId, clientId: dial.clientId } }],
    },
  };
  const answer: CallInstruction = {
    kind: 'ring',
    targets: [target],
    seconds: 45,
    callerId: dial.callerId,
    record: true,
    answerOnBridge: false,
    step: 1,
    plan: 'script',
    intentId: dial.intentId,
  };
  return { answer: [answer, { kind: 'hang-up' }], events: [...receivedIfMissing(context, signal, now), ...happened, routed], state: null };
}

/** That the call is recorded, where the department says so. */
export function announcementOf({ facts: { department } }: CallContext): readonly CallInstruction[] {
  const text = department?.recordingAnnouncement;
  return text ? [{ kind: 'say', text, language: department.language }] : [];
}
