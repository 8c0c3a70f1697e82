import type { CallEvent } from '../call-event.js';
import type { RingTarget } from '../call-instruction.js';
import { conferenceBegun, isLifting, nextStepOf } from '../conference/conference-of.js';
import { ofKind } from '../of-kind.js';
import type { CallProjection } from '../project-call.js';
import type { AskedTarget, AskMode } from './control-event.js';

/** What a person on the line wants of a call. */
export type CallAct =
  | { kind: 'hold' }
  | { kind: 'resume' }
  | { kind: 'mute'; muted: boolean }
  | { kind: 'ask'; mode: Exclude<AskMode, 'back'>; to: AskedTarget; targets: readonly RingTarget[]; seconds: number }
  | { kind: 'complete' }
  | { kind: 'cancel' }
  | { kind: 'merge' }
  | { kind: 'pause-recording' }
  | { kind: 'resume-recording' };

/** Why not; the console puts each into words. */
export const actRefusals = [
  'not-yours',
  'not-talking',
  'asking',
  'not-asking',
  'not-answered',
  'static',
  'nobody-to-ring',
  'parting',
  'other-carrier',
] as const;
export type ActRefusal = (typeof actRefusals)[number];

export type ActDecision = { kind: 'do'; events: readonly CallEvent[] } | { kind: 'nothing' } | { kind: 'refused'; reason: ActRefusal };

export type ActFacts = {
  call: CallProjection;
  events: readonly CallEvent[];
  /** Where the call stands in its script; null for a click. */
  state: { step: number; plan: string } | null;
  by: string;
  /** Whoever carries the call can be asked to change it while it goes on: not every phone company, and no exchange. */
  changeable: boolean;
  /** The wish's own key: the same wish is one. */
  key: string;
  /** An unguessable name, should the call need a conference. */
  name: string;
};

const refused = (reason: ActRefusal): ActDecision => ({ kind: 'refused', reason });

/** Whether a person may do this with a call now, and what it makes of the call. A wish that is fulfilled already is nothing to do. */
export function decideAct(act: CallAct, facts: ActFacts, now: Date): ActDecision {
  const { call, events, by, key } = facts;
  const known = `control:${key}`;
  if (events.some((event) => event.key === known)) return { kind: 'nothing' };
  if (!call.talking.includes(by)) return refused('not-yours');
  if (call.state !== 'connected') return refused('not-talking');
  if (!facts.changeable) return refused('other-carrier');
  const control = call.control;
  const asking = control?.asking ?? null;
  const at = { key: known, at: now };
  switch (act.kind) {
    case 'hold':
      if (asking !== null && !asking.joined && asking.mode === 'blind') return refused('asking');
      if (control?.hold != null) return { kind: 'nothing' };
      return lifted(facts, [{ ...at, kind: 'held', body: { personId: by } }], now);
    case 'resume':
      if (asking?.mode === 'warm') return refused('asking');
      if (control?.hold == null) return { kind: 'nothing' };
      return { kind: 'do', events: [{ ...at, kind: 'resumed', body: { personId: by } }] };
    case 'mute':
      if ((control?.muted.includes(by) ?? false) === act.muted) return { kind: 'nothing' };
      return lifted(facts, [{ ...at, kind: 'muted', body: { personId: by, muted: act.muted } }], now);
    case 'ask':
      if (asking !== null) return refused('asking');
      if (act.targets.length === 0) return refused('nobody-to-ring');
      return lifted(facts, [askedEvent(facts, at, act, now)], now);
    case 'complete':
    case 'merge':
      if (asking === null || asking.mode !== 'warm') return refused('not-asking');
      if (asking.by !== by) return refused('not-yours');
      if (!asking.joined) return refused('not-answered');
      return {
        kind: 'do',
        events: [{ ...at, kind: act.kind === 'complete' ? 'handed-on' : 'merged', body: { step: asking.step, personId: by } }],
      };
    case 'cancel':
      if (asking === null) return refused('not-asking');
      if (asking.by !== by) return refused('not-yours');
      return {
        kind: 'do',
        events: [{ ...at, kind: 'asking-over', body: { step: asking.step, reason: 'cancelled' } }],
      };
    case 'pause-recording':
      if (control?.recordingPausedSince != null) return { kind: 'nothing' };
      return { kind: 'do', events: [{ ...at, kind: 'recording-paused', body: { personId: by } }] };
    case 'resume-recording':
      if (control?.recordingPausedSince == null) return { kind: 'nothing' };
      return { kind: 'do', events: [{ ...at, kind: 'recording-resumed', body: { personId: by } }] };
  }
}

function askedEvent(
  { events, state, by }: ActFacts,
  at: { key: string; at: Date },
  { mode, to, targets, seconds }: Extract<CallAct, { kind: 'ask' }>,
  now: Date,
): CallEvent {
  // One more than a conference that is begun with it.
  const step = nextStepOf(events, state?.step ?? 0) + 1;
  const until = new Date(now.getTime() + seconds * 1000).toISOString();
  return { ...at, kind: 'asked', body: { step, mode, personId: by, to, targets, until } };
}

/** What needs a conference lifts the call into one, first of all. */
function lifted(facts: ActFacts, wanted: readonly CallEvent[], now: Date): ActDecision {
  const { call, events, state, by, name } = facts;
  if (call.control?.outsideIn) return { kind: 'do', events: wanted };
  // What follows a static answer is told by its URLs alone.
  if (state?.plan === 'static' || wasDialledFromMemory(facts)) return refused('static');
  const step = dialStepOf(facts);
  if (step === null) return refused('not-talking');
  if (!isLifting(events, step) && ofKind(events, 'ring-finished').some(({ body }) => body.step === step)) return refused('parting');
  const begun = conferenceBegun(events, name, nextStepOf(events, state?.step ?? 0), now);
  return {
    kind: 'do',
    events: [...begun, { key: `lifting:${step}`, at: now, kind: 'lifting', body: { step, personId: by } }, ...wanted],
  };
}

/** What was written of the script may have come after the word of the telephone, and too late to be told the caller. */
function wasDialledFromMemory({ call, events }: ActFacts): boolean {
  const given = ofKind(events, 'static-answer-given').map(({ body }) => body.step);
  return call.legs.some((leg) => leg.state === 'answered' && leg.step !== null && given.includes(leg.step));
}

/** The Dial by which both sides talk: its child knows its step. */
function dialStepOf({ call, events }: ActFacts): number | null {
  const routed = ofKind(events, 'routed').map(({ body }) => body.step);
  const child = call.legs.find((leg) => leg.outcome === null && leg.answeredAt !== null && leg.step !== null && routed.includes(leg.step));
  return child?.step ?? (routed.length === 0 ? null : Math.max(...routed));
}
