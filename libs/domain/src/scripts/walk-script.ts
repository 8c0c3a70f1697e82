import type { RingTarget } from '../calls/call-instruction.js';
import { staffOf } from '../queue/expected-wait.js';
import { advance } from './advance.js';
import { type BlockId, blockOf, type CallScript, type ScriptBlockOf } from './call-script.js';
import { chooseCandidate } from './choose-candidate.js';
import type { RouteFacts } from './route-facts.js';
import {
  type Advance,
  type HttpAnswer,
  type RouteState,
  type ScriptSignal,
  startOf,
  type TraceEntry,
  type TriedTarget,
} from './route-state.js';

/** What the world is supposed to do while a script is tried. */
export type Supposition = {
  /** The telephone that is picked up of those that ring, and after how many seconds; null: none. */
  answers: (targets: readonly RingTarget[], seconds: number) => { target: RingTarget; seconds: number } | null;
  /** What the caller presses in a menu: empty for nothing. */
  digits: (block: BlockId, tries: number) => string;
  http: (block: BlockId) => HttpAnswer;
  /** Seconds of the message that he leaves. */
  messageSeconds: number;
};

/** Where a call comes to. */
export type WalkEnd =
  | { kind: 'talked'; personId: string | null; block: BlockId }
  | { kind: 'message' }
  /** He asked to be called back instead of waiting. */
  | { kind: 'kept' }
  | { kind: 'hung-up' }
  /** It went on for longer than anybody would. */
  | { kind: 'endless' };

/** One advance: where it stands then, and what was passed on the way there. */
export type WalkStep = Pick<Advance, 'instructions' | 'trace' | 'passed'> & { block: BlockId; afterSeconds: number };
export type Walk = {
  end: WalkEnd;
  /** From the call's beginning until somebody talks, or until it is over. */
  seconds: number;
  steps: readonly WalkStep[];
  trace: readonly (TraceEntry & { afterSeconds: number })[];
  effects: Advance['effects'];
};

const MOST_STEPS = 100;
const MESSAGE_BEEP_SECONDS = 5;
const plus = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * 1000);

/** Goes a call's whole way through a script without telephoning: pure, so the same call and suppositions always go the same way. */
export function walkScript(script: CallScript, callId: string, facts: RouteFacts, at: Date, suppose: Supposition): Walk {
  const steps: WalkStep[] = [];
  const trace: Walk['trace'][number][] = [];
  const effects: Advance['effects'][number][] = [];
  let afterSeconds = 0;
  let state: RouteState = startOf(callId, script, chooseCandidate(facts));
  let signal: ScriptSignal = { kind: 'started' };
  const walk = (end: WalkEnd): Walk => ({ end, seconds: afterSeconds, steps, trace, effects });
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const step = advance(script, state, signal, facts, plus(at, afterSeconds));
    state = step.state;
    steps.push({ block: state.block, instructions: step.instructions, trace: step.trace, passed: step.passed, afterSeconds });
    trace.push(...step.trace.map((entry) => ({ ...entry, afterSeconds })));
    effects.push(...step.effects);
    const last = step.instructions.at(-1);
    switch (last?.kind) {
      case 'ring': {
        const answered = suppose.answers(last.targets, last.seconds);
        afterSeconds += answered?.seconds ?? last.seconds;
        if (answered !== null) {
          trace.push({ ...talked(state, answered), afterSeconds });
          return walk({ kind: 'talked', personId: answered.target.personId, block: state.block });
        }
        signal = {
          kind: 'ring-finished',
          connected: false,
          result: 'no-answer',
          callerGone: false,
          tried: triedIn(last.targets, last.seconds),
        };
        break;
      }
      case 'voicemail':
        afterSeconds += suppose.messageSeconds + MESSAGE_BEEP_SECONDS;
        signal = { kind: 'voicemail-left', seconds: suppose.messageSeconds, callerGone: false };
        if (suppose.messageSeconds > 0) return walk({ kind: 'message' });
        break;
      case 'menu': {
        const queue = queueOf(script, state);
        if (queue !== null) {
          const answered = suppose.answers(queueTargets(queue, state, facts), queue.seconds);
          if (answered !== null) {
            afterSeconds += answered.seconds;
            trace.push({ ...talked(state, answered), afterSeconds });
            return walk({ kind: 'talked', personId: answered.target.personId, block: state.block });
          }
          // Nobody is rung piece by piece: he asks to be called back, or waits until the time is over.
          const digits = suppose.digits(state.block, state.tries) === '1' && queue.callback ? '1' : '';
          afterSeconds += digits === '' ? queue.seconds : 1;
          signal = { kind: 'menu-answered', digits, callerGone: false };
          break;
        }
        const digits = suppose.digits(state.block, state.tries);
        afterSeconds += digits === '' ? last.seconds : 1;
        signal = { kind: 'menu-answered', digits, callerGone: false };
        break;
      }
      case 'go-on':
        signal = { kind: 'waited', answer: blockOf(script, state.block)?.kind === 'http-request' ? suppose.http(state.block) : null };
        afterSeconds += 1;
        break;
      default:
        return walk({ kind: step.trace.some(({ reason }) => reason === 'queue-callback-kept') ? 'kept' : 'hung-up' });
    }
  }
  return walk({ kind: 'endless' });
}

function queueOf(script: CallScript, state: RouteState): ScriptBlockOf<'queue'> | null {
  const block = blockOf(script, state.block);
  return block?.kind === 'queue' ? block : null;
}

/** Who may be rung for a caller who waits: those who have a telephone that can ring, free at this moment or later. */
function queueTargets(queue: ScriptBlockOf<'queue'>, state: RouteState, facts: RouteFacts): readonly RingTarget[] {
  const owner = state.attribution.intendedPersonId;
  const until = state.since === null ? new Date(0) : new Date(Date.parse(state.since) + queue.seconds * 1000);
  const ids = queue.whom === 'department' ? (facts.department?.ringGroup ?? []) : owner === null ? [] : [owner];
  return ids.flatMap((id) => {
    const person = facts.people[id];
    if (person === undefined || staffOf([person], until) === 0) return [];
    return person.devices
      .filter(({ kind }) => kind !== 'mobile')
      .map(({ id: deviceId, kind, address }) => ({ kind, address, deviceId, personId: id, screened: false, parameters: {} }));
  });
}

function triedIn(targets: readonly RingTarget[], seconds: number): readonly TriedTarget[] {
  return targets.map(({ personId, kind }) => ({
    personId,
    device: kind === 'client' || kind === 'number' ? null : kind,
    outcome: 'no-answer',
    milliseconds: seconds * 1000,
  }));
}

function talked(state: RouteState, { target, seconds }: { target: RingTarget; seconds: number }): TraceEntry {
  return {
    step: state.step,
    block: state.block,
    kind: 'ring',
    reason: 'talked',
    facts: { tried: [{ personId: target.personId, device: target.kind, outcome: 'connected', milliseconds: Math.round(seconds * 1000) }] },
  };
}
