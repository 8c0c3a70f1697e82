import { blockOf, type CallScript, type ScriptBlockOf } from '../../scripts/call-script.js';
import { defaultScript } from '../../scripts/default-script.js';
import { runBlock } from '../../scripts/run-block.js';
import { makeDraft } from '../../scripts/script-draft.js';
import { edgesOf } from '../../scripts/validate-script.js';
import type { CallContext } from '../call-context.js';
import type { SignalOf } from '../call-signal.js';
import { routedEvent } from '../events-of-signal.js';
import type { SignalDecision } from '../signal-decision.js';

/** Nobody has taken the call that was to be handed on: the other side is asked for a message. Null: this leg was sent for something else. */
export function decideSentOn(context: CallContext, signal: SignalOf<'join'> | SignalOf<'screen-answer'>, now: Date): SignalDecision | null {
  const { step } = signal;
  const { state, facts } = context;
  if (!context.events.some((event) => event.kind === 'sent-on' && event.body.step === step)) return null;
  const { legId, providerCallId } = signal.leg;
  const out = { key: `left:${legId}:${step}`, at: now, kind: 'left', body: { legId, providerCallId, step } } as const;
  const mailbox = state === null ? null : mailboxOf(context.script?.graph ?? defaultScript, state.block);
  if (state === null || mailbox === null) return { answer: [{ kind: 'hang-up' }], events: [out], state };
  // In the words and the language in which the script would have asked him; what follows the message is what the script says after its own mailbox.
  const draft = { ...makeDraft(state, facts, now), step: step - 1 };
  const run = runBlock(draft, mailbox.id, mailbox.block);
  if (!('over' in run)) return { answer: [{ kind: 'hang-up' }], events: [out], state };
  return {
    answer: run.over.instructions,
    events: [out, routedEvent(`sent-on:${step}`, run.over.state, run.over.trace, now)],
    state: run.over.state,
  };
}

/** The mailbox to which the script would have come first from where he stood, else from its beginning; a script without one borrows that of the script that ships. */
function mailboxOf(script: CallScript, from: string): { id: string; block: ScriptBlockOf<'voicemail'> } | null {
  for (const start of [from, script.start]) {
    // Grows while it is walked: each block is looked at once, the nearer ones first.
    const reached = new Set([start]);
    for (const id of reached) {
      const block = blockOf(script, id);
      if (block?.kind === 'voicemail') return { id, block };
      for (const edge of block === null ? [] : edgesOf(block)) reached.add(edge.to);
    }
  }
  const block = blockOf(defaultScript, 'voicemail');
  // Under no id of this script's own: nothing of it follows.
  return block?.kind === 'voicemail' ? { id: '', block } : null;
}
