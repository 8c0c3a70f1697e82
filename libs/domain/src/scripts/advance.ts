import { type BlockId, blockOf, type CallScript, type ScriptBlock } from './call-script.js';
import { defaultGoodbye, defaultMailbox } from './default-script.js';
import { stillRingable } from './ring-targets.js';
import type { RouteFacts } from './route-facts.js';
import type { Advance, RouteState, ScriptSignal } from './route-state.js';
import { askForMessage, askMenu, inWords, ring, runBlock, waitOn } from './run-block.js';
import { goOnWaiting } from './run-queue.js';
import { type BlockRun, makeDraft, note, type ScriptDraft, say, stop } from './script-draft.js';
import { traceOfStart } from './trace-of-start.js';

/** A script that was published is known to end; these bound one that was not, and a caller who never tires of a menu. Waiting is bounded by its own time. */
const MOST_AT_ONCE = 64;
const MOST_BLOCKS = 500;

/** The pure interpreter of call scripts and the only decider of where a call goes. */
export function advance(script: CallScript, state: RouteState, signal: ScriptSignal, facts: RouteFacts, now: Date): Advance {
  const draft = makeDraft(state, facts, now);
  let run = signal.kind === 'started' ? begin(draft, script) : resume(draft, script, signal);
  for (let passed = 0; passed < MOST_AT_ONCE; passed += 1) {
    if ('over' in run) return run.over;
    const id = run.next;
    const block = blockOf(script, id);
    draft.entered += 1;
    if (block === null || hasGoneOnForTooLong(draft)) return giveUp(draft, id, block === null ? 'block-missing' : 'too-many-steps');
    draft.passed.push({ block: id, instructions: draft.instructions.length, trace: draft.trace.length });
    run = runBlock(draft, id, block);
  }
  return 'over' in run ? run.over : giveUp(draft, run.next, 'too-many-blocks');
}

function hasGoneOnForTooLong({ entered }: Pick<ScriptDraft, 'entered'>): boolean {
  return entered > MOST_BLOCKS;
}

/** The script comes to no end of its own: the caller is asked for a message, and then it is over. */
function giveUp(draft: ScriptDraft, id: BlockId, reason: string): Advance {
  draft.entered = MOST_BLOCKS + 1;
  note(draft, id, 'script', reason);
  return askForMessage(draft, id, defaultMailbox);
}

function begin(draft: ScriptDraft, script: CallScript): BlockRun {
  const { attribution } = draft.state;
  draft.cameAt = draft.now.toISOString();
  note(draft, script.start, 'caller', attribution.reason, traceOfStart(attribution, draft.facts, draft.now));
  const announcement = draft.facts.department?.recordingAnnouncement;
  if (announcement) say(draft, announcement);
  return { next: script.start };
}

type Resuming = Exclude<ScriptSignal, { kind: 'started' }>;

/** What stood is over: what follows it. A message that does not fit what stands goes on with what is next. */
function resume(draft: ScriptDraft, script: CallScript, signal: Resuming): BlockRun {
  const { state } = draft;
  if ('callerGone' in signal && signal.callerGone && !(signal.kind === 'ring-finished' && signal.connected)) {
    note(draft, state.block, signal.kind, 'caller-hung-up', 'tried' in signal ? { tried: signal.tried } : {});
    return { over: stop(draft, state.block) };
  }
  const block = blockOf(script, state.block);
  switch (signal.kind) {
    case 'ring-finished':
      return afterRing(draft, block, signal);
    case 'voicemail-left':
      note(draft, state.block, 'voicemail', signal.seconds > 0 ? 'message-left' : 'no-message', { seconds: signal.seconds });
      if (!hasGoneOnForTooLong(draft)) return nextOf(draft, block);
      say(draft, inWords(draft, defaultGoodbye.words));
      return { over: stop(draft, state.block) };
    case 'menu-answered':
      return afterMenu(draft, block, signal.digits);
    case 'waited':
      return afterWait(draft, block, signal);
  }
}

function nextOf(draft: ScriptDraft, block: ScriptBlock | null): BlockRun {
  return block !== null && 'next' in block ? { next: block.next } : { over: stop(draft, draft.state.block) };
}

function afterRing(draft: ScriptDraft, block: ScriptBlock | null, signal: Extract<Resuming, { kind: 'ring-finished' }>): BlockRun {
  const { state } = draft;
  if (signal.connected) {
    note(draft, state.block, 'ring', 'talked', { tried: signal.tried });
    return { over: stop(draft, state.block) };
  }
  note(draft, state.block, 'ring', block?.kind === 'transfer' ? 'number-did-not-answer' : 'nobody-answered', {
    result: signal.result,
    people: [...new Set(state.ringing.map((target) => target.personId))],
    tried: signal.tried,
  });
  const later = stillRingable(state.waiting, draft.facts);
  return block?.kind === 'ring' && later.length > 0 ? { over: ring(draft, state.block, block, later) } : nextOf(draft, block);
}

function afterMenu(draft: ScriptDraft, block: ScriptBlock | null, digits: string): BlockRun {
  const { state } = draft;
  if (block?.kind === 'queue') return goOnWaiting(draft, state.block, block, digits);
  if (block?.kind !== 'menu') return nextOf(draft, block);
  const chosen: BlockId | undefined = Object.hasOwn(block.choices, digits) ? block.choices[digits] : undefined;
  if (chosen !== undefined) {
    draft.variables['digits'] = digits;
    note(draft, state.block, 'menu', 'menu-chosen', { digits });
    return { next: chosen };
  }
  const tries = state.tries + 1;
  note(draft, state.block, 'menu', digits === '' ? 'menu-no-input' : 'menu-wrong', { digits, tries });
  if (tries < block.tries) return { over: askMenu(draft, state.block, block, tries) };
  return { next: digits === '' ? block.noInput : block.wrong };
}

function afterWait(draft: ScriptDraft, block: ScriptBlock | null, { answer }: Extract<Resuming, { kind: 'waited' }>): BlockRun {
  const { state } = draft;
  if (block?.kind !== 'http-request') return nextOf(draft, block);
  if (answer?.ok === true) {
    Object.assign(draft.variables, answer.values);
    note(draft, state.block, 'http-request', 'http-answered', { variables: Object.keys(answer.values) });
    return { next: block.next };
  }
  const waited = state.since === null ? Number.POSITIVE_INFINITY : draft.now.getTime() - Date.parse(state.since);
  if (answer === null && waited < block.seconds * 1000) return { over: waitOn(draft, state.block, state) };
  note(draft, state.block, 'http-request', 'http-failed', { why: answer === null ? 'deadline' : answer.reason });
  return { next: block.failed };
}
