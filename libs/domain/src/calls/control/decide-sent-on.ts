import { defaultScript } from '../../scripts/default-script.js';
import type { CallContext } from '../call-context.js';
import type { SignalOf } from '../call-signal.js';
import type { SignalDecision } from '../signal-decision.js';

/** Nobody has taken the call that was to be handed on: the other side is asked for a message. Null: this leg was sent for something else. */
export function decideSentOn(context: CallContext, signal: SignalOf<'join'> | SignalOf<'screen-answer'>, now: Date): SignalDecision | null {
  const { step } = signal;
  if (!context.events.some((event) => event.kind === 'sent-on' && event.body.step === step)) return null;
  const { blocks } = context.script?.graph ?? defaultScript;
  const [id, block] = Object.entries(blocks).find(([, one]) => one.kind === 'voicemail') ?? ['', undefined];
  const mailbox = block?.kind === 'voicemail' ? block : defaultScript.blocks['voicemail'];
  const { legId, providerCallId } = signal.leg;
  const out = { key: `left:${legId}:${step}`, at: now, kind: 'left', body: { legId, providerCallId, step } } as const;
  if (mailbox?.kind !== 'voicemail') return { answer: [{ kind: 'hang-up' }], events: [out], state: context.state };
  const language = context.facts.department?.language ?? 'en';
  return {
    answer: [
      { kind: 'say', text: mailbox.greeting[language], language },
      { kind: 'voicemail', maxSeconds: mailbox.maxSeconds, step, plan: 'script', recordingKind: 'voicemail' },
    ],
    events: [out],
    // What follows the message is what the script says after its own mailbox.
    state: context.state === null ? null : { ...context.state, block: id, step, ringing: [], waiting: [] },
  };
}
