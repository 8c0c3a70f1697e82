import { staticAnswerGiven } from '../queue/answered-from-memory.js';
import { queueEvents } from '../queue/queue-events.js';
import { advance } from '../scripts/advance.js';
import { defaultScript } from '../scripts/default-script.js';
import type { ScriptSignal, TriedTarget } from '../scripts/route-state.js';
import type { CallContext } from './call-context.js';
import type { CallEvent } from './call-event.js';
import type { SignalOf } from './call-signal.js';
import { isLifting } from './conference/conference-of.js';
import { decideLiftedParent, decideTakenFromQueue } from './conference/decide-join.js';
import { receivedIfMissing, routedEvent } from './events-of-signal.js';
import { ofKind } from './of-kind.js';
import { projectCall } from './project-call.js';
import { projectLegs } from './project-legs.js';
import type { SignalDecision } from './signal-decision.js';

/** A ring is over: talked, or what comes next. */
export function decideRingFinished(context: CallContext, signal: SignalOf<'ring-finished'>, now: Date): SignalDecision {
  const talkedTo = signal.status === null ? talkedToIn(context, signal.step) : null;
  const bridged = talkedTo === null ? signal.bridged : true;
  const finished: CallEvent = {
    key: `ring-finished:${signal.step}`,
    at: now,
    kind: 'ring-finished',
    body: {
      step: signal.step,
      status: signal.status,
      legProviderCallId: talkedTo ?? signal.legProviderCallId,
      bridged,
      seconds: signal.seconds,
    },
  };
  if (isLifting(context.events, signal.step) && !signal.callerGone)
    return decideLiftedParent(context, signal, now, [...receivedIfMissing(context, signal, now), finished]);
  const connected = bridged ?? ((signal.status === 'completed' || signal.status === 'answered') && !keptOut(context, signal.step));
  return goOn(context, signal, now, [finished], {
    kind: 'ring-finished',
    connected,
    result: signal.status ?? 'not-told',
    callerGone: signal.callerGone,
    tried: triedIn(context, signal.step),
  });
}

/** Only mobiles picked up, and none of them with its digit: a provider that does not tell what it bridged calls that a completed ring, too. */
function keptOut(context: CallContext, step: number): boolean {
  const accepted = new Set(ofKind(context.events, 'accepted').map(({ body }) => body.legId));
  const answered = projectLegs(context.events, 'inbound').legs.filter((leg) => leg.step === step && leg.answeredAt !== null);
  return answered.length > 0 && answered.every((leg) => leg.device?.kind === 'mobile' && !accepted.has(leg.id));
}

/** What became of each telephone that a step rang, as far as the provider has told. */
function triedIn(context: CallContext, step: number): readonly TriedTarget[] {
  const began = ofKind(context.events, 'routed').find((event) => event.body.step === step)?.at;
  const { legs } = projectLegs(context.events, 'inbound');
  return legs
    .filter((leg) => leg.step === step)
    .map((leg) => {
      const over = leg.answeredAt ?? leg.endedAt;
      return {
        personId: leg.device?.personId ?? null,
        device: leg.device?.kind ?? null,
        outcome: leg.outcome,
        milliseconds: over === null || began === undefined ? null : Math.max(0, over.getTime() - began.getTime()),
      };
    });
}

/** The caller pressed something in a menu, or nothing. */
export function decideMenuAnswered(context: CallContext, signal: SignalOf<'menu-answered'>, now: Date): SignalDecision {
  const taken = signal.plan === 'static' ? null : decideTakenFromQueue(context, signal, now);
  if (taken !== null) return taken;
  return goOn(context, signal, now, [], { kind: 'menu-answered', digits: signal.digits, callerGone: signal.callerGone });
}

/** He is on his way to whoever took him, who has gone meanwhile: he waits on. Null: he is taken, or waits for nobody. */
export function decideBackToQueue(context: CallContext, signal: SignalOf<'join'>, now: Date): SignalDecision | null {
  if (signal.attached || context.state?.since == null || !context.events.some(({ kind }) => kind === 'queued')) return null;
  if (projectCall(context.events)?.state !== 'ringing') return null;
  return goOn(context, signal, now, [], { kind: 'menu-answered', digits: '', callerGone: false });
}

/** A moment of waiting is over: what an HTTP block was answered meanwhile is among the call's events. */
export function decideContinue(context: CallContext, signal: SignalOf<'continue'>, now: Date): SignalDecision {
  const awaited = context.state?.awaits ?? null;
  const done = ofKind(context.events, 'effect-done').find((event) => event.body.key === awaited);
  return goOn(context, signal, now, [], { kind: 'waited', answer: done?.body.answer ?? null });
}

/** A voice message was left, or none. */
export function decideVoicemailLeft(context: CallContext, signal: SignalOf<'voicemail-left'>, now: Date): SignalDecision {
  const left: CallEvent = {
    key: `voicemail-left:${signal.step}`,
    at: now,
    kind: 'voicemail-left',
    body: { step: signal.step, seconds: signal.seconds },
  };
  return goOn(context, signal, now, [left], { kind: 'voicemail-left', seconds: signal.seconds, callerGone: signal.callerGone });
}

/** Whom the caller talked to in a step whose result the provider did not tell, by what it told of the legs. */
function talkedToIn(context: CallContext, step: number): string | null {
  const { winner } = projectLegs(context.events, context.dial === null ? 'inbound' : 'outbound');
  return winner !== null && winner.step === step ? winner.providerCallId : null;
}

/** A step of the script is over: what follows. A step of the static plan is answered from its URL; here it is only written down. */
function goOn(
  context: CallContext,
  signal: SignalOf<'ring-finished' | 'voicemail-left' | 'menu-answered' | 'continue' | 'join'>,
  now: Date,
  happened: readonly CallEvent[],
  scriptSignal: Exclude<ScriptSignal, { kind: 'started' }>,
): SignalDecision {
  const events = [...receivedIfMissing(context, signal, now), ...happened];
  if (signal.plan === 'static') {
    const given = staticAnswerGiven(context, signal.step, now);
    return { answer: [], events: [...events, ...given.events], state: given.state };
  }
  if (context.state === null) return { answer: [{ kind: 'hang-up' }], events, state: null };
  const script = context.script?.graph ?? defaultScript;
  // Who was brought back to his music asks by a step of its own, which nothing has used.
  const state = { ...context.state, step: Math.max(context.state.step, signal.step) };
  const step = advance(script, state, scriptSignal, context.facts, now);
  return {
    answer: step.instructions,
    events: [
      ...events,
      routedEvent(`${signal.kind}:${signal.step}`, step.state, step.trace, now),
      ...queueEvents(script, context.events, context.state, step, now),
    ],
    state: step.state,
    effects: step.effects,
  };
}
