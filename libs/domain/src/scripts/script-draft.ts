import { type CallInstruction, type RingTarget, type SpokenLanguage, spokenLanguages } from '../calls/call-instruction.js';
import type { BlockId } from './call-script.js';
import type { RouteFacts } from './route-facts.js';
import type { Advance, PassedBlock, RouteState, TraceEntry } from './route-state.js';
import type { ScriptEffect } from './script-effect.js';
import { readVariable } from './script-variables.js';

/** One advance in the making: what is said, noted and to be done until the script waits for a message again. */
export type ScriptDraft = {
  readonly state: RouteState;
  readonly facts: RouteFacts;
  readonly now: Date;
  instructions: CallInstruction[];
  trace: TraceEntry[];
  effects: ScriptEffect[];
  passed: PassedBlock[];
  step: number;
  spoken: boolean;
  cameAt: string | null;
  entered: number;
  variables: Record<string, string>;
};

/** The block that comes next, or the advance that ends here. */
export type BlockRun = { next: BlockId } | { over: Advance };

export function makeDraft(state: RouteState, facts: RouteFacts, now: Date): ScriptDraft {
  return {
    state,
    facts,
    now,
    instructions: [],
    trace: [],
    effects: [],
    passed: [],
    step: state.step,
    spoken: state.spoken,
    cameAt: state.cameAt ?? null,
    entered: state.entered ?? 0,
    variables: { ...state.variables },
  };
}

export function note(draft: ScriptDraft, block: BlockId, kind: string, reason: string, facts: Record<string, unknown> = {}): void {
  draft.trace.push({ step: draft.step, block, kind, reason, facts });
}

/** In what the caller is spoken to: what the script has set, else the department's language. */
export function languageOf(draft: ScriptDraft): SpokenLanguage {
  const set = draft.variables['language'];
  return spokenLanguages.find((language) => language === set) ?? draft.facts.department?.language ?? 'en';
}

/** Says it, if there is anything to say once its variables are filled in. */
export function say(draft: ScriptDraft, text: string): void {
  if (text.trim() === '') return;
  draft.instructions.push({ kind: 'say', text, language: languageOf(draft) });
  draft.spoken = true;
}

/** Reads a variable as it is at this point of the advance. */
export function reader(draft: ScriptDraft): (name: string) => string | null {
  return (name) => readVariable(name, { ...draft.state, variables: draft.variables }, draft.facts, draft.now);
}

export type Standing = {
  ringing?: readonly RingTarget[];
  waiting?: readonly RingTarget[];
  tries?: number;
  since?: string | null;
  awaits?: string | null;
};

/** The script waits in a block for the message that its last instruction brings. */
export function stand(draft: ScriptDraft, block: BlockId, standing: Standing = {}): Advance {
  const { ringing = [], waiting = [], tries = 0, since = null, awaits = null } = standing;
  return {
    instructions: draft.instructions,
    trace: draft.trace,
    effects: draft.effects,
    passed: draft.passed,
    state: {
      ...draft.state,
      block,
      step: draft.step,
      plan: 'script',
      ringing,
      waiting,
      spoken: draft.spoken,
      cameAt: draft.cameAt,
      entered: draft.entered,
      variables: draft.variables,
      tries,
      since,
      awaits,
    },
  };
}

/** The call is over as far as the script goes. */
export function stop(draft: ScriptDraft, block: BlockId): Advance {
  draft.instructions.push({ kind: 'hang-up' });
  const ended = stand(draft, block);
  return { ...ended, state: { ...ended.state, plan: draft.state.plan } };
}
