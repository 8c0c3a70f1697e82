import type { CallContext } from '../calls/call-context.js';
import type { CallEvent } from '../calls/call-event.js';
import type { SignalOf } from '../calls/call-signal.js';
import { projectCall } from '../calls/project-call.js';
import type { RouteState } from '../scripts/route-state.js';
import { leaveQueue } from './queue-events.js';

/** What is written of a caller who was answered from memory in the middle of the script: from this step on its static plan holds. */
export function staticAnswerGiven(
  { events, state }: Pick<CallContext, 'events' | 'state'>,
  step: number,
  now: Date,
): { events: readonly CallEvent[]; state: RouteState | null } {
  const given: CallEvent = { key: `static-answer-given:${step}`, at: now, kind: 'static-answer-given', body: { step } };
  return {
    events: [given, ...(state?.since == null ? [] : leaveQueue(events, now))],
    state: state === null ? null : { ...state, plan: 'static', step, ringing: [], waiting: [] },
  };
}

/**
 * A Dial that the script never made rings for a caller: he was answered from memory while nothing could be written, or what was written of the script came too
 * late to be told him, and the first word of it is that of a telephone. He is not to be taken out of it. Null: the word tells nothing of the kind.
 */
export function dialledFromMemory(
  context: CallContext,
  { leg, step, plan }: SignalOf<'leg-progress'>,
  now: Date,
): { events: readonly CallEvent[]; state: RouteState | null } | null {
  if (plan === 'static') return step === null ? null : staticAnswerGiven(context, step, now);
  if (leg.parentProviderCallId === null || !context.events.some(({ kind }) => kind === 'queued')) return null;
  const waiting = projectCall(context.events)?.waiting ?? null;
  // What rang before he came to wait has an earlier step.
  if (waiting === null || (step !== null && step <= waiting.step)) return null;
  return staticAnswerGiven(context, step ?? waiting.step, now);
}
