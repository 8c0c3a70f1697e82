import type { CallInstruction, RingTarget } from '../calls/call-instruction.js';
import type { Plan } from '../calls/call-signal.js';
import type { LegOutcome } from '../calls/call-states.js';
import type { DeviceKind } from '../people/device.js';
import type { BlockId, CallScript } from './call-script.js';
import type { Attribution } from './choose-candidate.js';
import type { ScriptEffect } from './script-effect.js';

/** Where a call stands in its script. */
export type RouteState = {
  callId: string;
  block: BlockId;
  /** Steps handed out so far: each is one answer of ours that waits for a message. */
  step: number;
  plan: Plan;
  attribution: Attribution;
  /** Who rings now, with those of a group that are still to be rung after them. */
  ringing: readonly RingTarget[];
  waiting: readonly RingTarget[];
  /** Anything was said or played, or it has rung for long: `answerOnBridge` no longer keeps the call unanswered. */
  spoken: boolean;
  /** Since when the call has rung, ISO 8601; null, or left out of a state that was written before it was kept: longer than anybody knows. */
  cameAt?: string | null;
  /** Blocks entered so far; a caller who waits in one enters none. Left out of a state that was written before they were counted. */
  entered?: number;
  /** What the script has set or asked for, by name. */
  variables: Readonly<Record<string, string>>;
  /** How often the menu that stands has been answered by nothing or by a wrong digit. */
  tries: number;
  /** Since when the block that stands has been waited in; null: it waits for nothing of its own. */
  since: string | null;
  /** The key of the effect whose answer is waited for. */
  awaits: string | null;
};

/** One line of why a call went where it went: a code and its facts; the reader's language is the console's matter. */
export type TraceEntry = { step: number; block: BlockId; kind: string; reason: string; facts: Readonly<Record<string, unknown>> };

/** What became of one telephone that a step rang; milliseconds from the step's answer to the leg's end or pick-up. */
export type TriedTarget = {
  personId: string | null;
  device: DeviceKind | null;
  outcome: LegOutcome | null;
  milliseconds: number | null;
};

/** What an outside system answered to an HTTP block; `values` are the variables that its answer gave. */
export type HttpAnswer = { ok: true; values: Readonly<Record<string, string>> } | { ok: false; reason: string };

/** What brought the script on. */
export type ScriptSignal =
  | { kind: 'started' }
  | { kind: 'ring-finished'; connected: boolean; result: string; callerGone: boolean; tried: readonly TriedTarget[] }
  | { kind: 'voicemail-left'; seconds: number; callerGone: boolean }
  | { kind: 'menu-answered'; digits: string; callerGone: boolean }
  /** A moment of waiting is over; `answer`: what an HTTP block has been answered meanwhile. */
  | { kind: 'waited'; answer: HttpAnswer | null };

export type Advance = {
  instructions: readonly CallInstruction[];
  state: RouteState;
  trace: readonly TraceEntry[];
  /** What is to be done beside the call, once the step is written. */
  effects: readonly ScriptEffect[];
  /** The blocks that were entered, in order. */
  passed: readonly PassedBlock[];
};

/** A block that was entered, and how much had been said and noted in this advance before it. */
export type PassedBlock = { block: BlockId; instructions: number; trace: number };

/** A call that has not been told anything yet. */
export function startOf(callId: string, script: CallScript, attribution: Attribution): RouteState {
  return {
    callId,
    block: script.start,
    step: 0,
    plan: 'script',
    attribution,
    ringing: [],
    waiting: [],
    spoken: false,
    cameAt: null,
    entered: 0,
    variables: {},
    tries: 0,
    since: null,
    awaits: null,
  };
}
