import type { CallContext } from '../call-context.js';
import type { CallEvent } from '../call-event.js';
import type { SignalOf } from '../call-signal.js';
import { decideSentOn } from '../control/decide-sent-on.js';
import { askDigit } from '../decide-dial-answered.js';
import { projectCall } from '../project-call.js';
import type { SignalDecision } from '../signal-decision.js';
import { type Conference, conferenceInstruction, conferenceOf } from './conference-of.js';
import { leftEvent } from './decide-conference-told.js';

/** A leg asks to be let in: by the version of the call that was read, so that of several who were asked for one place exactly one gets it. */
export function decideJoin(
  context: CallContext,
  signal: SignalOf<'join'> | SignalOf<'screen-answer'>,
  now: Date,
  happened: readonly CallEvent[] = [],
): SignalDecision {
  const attached = signal.attached === true;
  const sent = attached ? null : decideSentOn(context, signal, now);
  if (sent !== null) return sent;
  const arrived = attached ? [arrivedEvent(context, signal, now)] : [];
  const conference = conferenceOf(context.events);
  if (conference === null || isTooLate(context, signal)) {
    const gone = attached ? arrived : [leftEvent(signal, now)];
    return { answer: [{ kind: 'hang-up' }], events: [...gone, ...happened], state: context.state };
  }
  // What picks a mobile up may be its voicemail, which must not swallow a client.
  if (attached && context.legDevice?.kind === 'mobile' && signal.kind === 'join') {
    const language = context.facts.department?.language ?? 'en';
    return { answer: [{ ...askDigit(language, signal, null), attached }], events: arrived, state: context.state };
  }
  return letIn(context, conference, signal, now, [...arrived, ...happened]);
}

/** The parent of a Dial whose two sides are being lifted: its end is our own doing and changes nothing but where it goes on. */
export function decideLiftedParent(
  context: CallContext,
  signal: SignalOf<'ring-finished'>,
  now: Date,
  happened: readonly CallEvent[],
): SignalDecision {
  const conference = conferenceOf(context.events);
  if (conference === null) return { answer: [{ kind: 'hang-up' }], events: happened, state: context.state };
  return letIn(context, conference, signal, now, happened);
}

/** A caller whose music is over while somebody has taken him: the same as being sent to him. Null: nobody has. */
export function decideTakenFromQueue(context: CallContext, signal: SignalOf<'menu-answered'>, now: Date): SignalDecision | null {
  const conference = conferenceOf(context.events);
  const queued = context.events.some((event) => event.kind === 'queued');
  if (conference === null || !queued || signal.callerGone) return null;
  const call = projectCall(context.events);
  return call?.state === 'connected' ? letIn(context, conference, signal, now, []) : null;
}

type Asking = SignalOf<'join'> | SignalOf<'screen-answer'> | SignalOf<'ring-finished'> | SignalOf<'menu-answered'>;

function letIn(context: CallContext, conference: Conference, signal: Asking, now: Date, happened: readonly CallEvent[]): SignalDecision {
  const attached = signal.attached === true;
  const { legId, providerCallId } = signal.leg;
  const outside = isOutside(context, signal);
  const joined: CallEvent = {
    key: attached ? `joined:${signal.step}` : `joined:${signal.step}:${legId}`,
    at: now,
    kind: 'joined',
    body: { legId, providerCallId, personId: outside ? null : (context.legDevice?.personId ?? null), step: signal.step },
  };
  const musicId = context.facts.department?.holdSoundId ?? null;
  return {
    answer: [conferenceInstruction(conference, { outside, attached, musicId })],
    events: [...happened, joined],
    state: context.state,
  };
}

/** The other side of the conversation, with whom the call stands and falls: who phoned in, or the client whom a click has rung. */
function isOutside(context: CallContext, signal: Asking): boolean {
  if (signal.attached) return false;
  const outbound = context.events.some((event) => event.kind === 'received' && event.body.direction === 'outbound');
  return (signal.leg.parentProviderCallId === null) !== outbound;
}

/** The call is over, or another has taken what this leg was asked for. */
function isTooLate(context: CallContext, signal: Asking): boolean {
  const call = projectCall(context.events);
  if (call === null || call.state === 'ended') return true;
  if (!signal.attached) return false;
  if (isOverStay(context.events, signal.step, call.waiting?.step ?? null, signal.leg.legId)) return true;
  if (context.events.some((event) => event.kind === 'asking-over' && event.body.step === signal.step)) return true;
  return context.events.some(
    (event) => event.kind === 'joined' && event.key === `joined:${signal.step}` && event.body.legId !== signal.leg.legId,
  );
}

/** He was rung for a caller who waits no longer there; who was let in may ask again. */
function isOverStay(events: readonly CallEvent[], step: number, waitsIn: number | null, legId: string): boolean {
  const stay = events.some((event) => event.kind === 'queued' && event.body.step === step);
  const letIn = events.some((event) => event.kind === 'joined' && event.body.legId === legId);
  return stay && waitsIn !== step && !letIn;
}

/** Its own progress may be told later, or never. */
function arrivedEvent(context: CallContext, signal: SignalOf<'join'> | SignalOf<'screen-answer'>, now: Date): CallEvent {
  const { legId, providerCallId, to } = signal.leg;
  return {
    key: `leg:${legId}:arrived`,
    at: now,
    kind: 'leg',
    body: {
      legId,
      providerCallId,
      root: false,
      address: to,
      status: 'answered',
      seconds: null,
      step: signal.step,
      device: context.legDevice,
      attached: true,
    },
  };
}
