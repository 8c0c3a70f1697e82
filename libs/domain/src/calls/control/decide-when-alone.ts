import type { CallEvent, CallEventOf } from '../call-event.js';
import { joinedAt, nextStepOf } from '../conference/conference-of.js';
import { ofKind } from '../of-kind.js';
import type { CallProjection } from '../project-call.js';
import type { ControlState } from './project-control.js';
import { redirection } from './redirection.js';
import type { SettleFacts, SettleRequest } from './settlement.js';

const BACK_SECONDS = 20;

/**
 * Milliseconds in which a leg that has left the conference is over. One that is not was told of in the wrong order: it has come in again, or sits somewhere
 * alone.
 */
const OUT_WITHIN = 10_000;

/**
 * Milliseconds: who had hung up so soon after the call was handed on to him had done so before, and the word of it, which takes a second, and the click passed
 * each other.
 */
const GONE_AS_HANDED_ON = 2_000;

/** When he left the conference, into which he has not come again since: who was brought back to his music may be taken once more. */
function outSince(events: readonly CallEvent[], providerCallId: string): Date | null {
  const came = ofKind(events, 'joined').filter(({ body }) => body.providerCallId === providerCallId);
  const out = ofKind(events, 'left').find(({ at, body }) => body.providerCallId === providerCallId && !came.some((again) => again.at > at));
  return out?.at ?? null;
}

/** Whether somebody came who was asked. If the call was handed on to him and nobody of ours was left in that moment, he had gone and took nothing. */
function wasTakenOver({ line }: CallProjection, events: readonly CallEvent[], step: number): boolean {
  if (joinedAt(events, step) === undefined) return false;
  const handedOn = ofKind(events, 'handed-on').find(({ body }) => body.step === step);
  if (handedOn === undefined) return true;
  const until = handedOn.at.getTime() + GONE_AS_HANDED_ON;
  return line.some((part) => part.until === null || part.until.getTime() > until);
}

/** Nobody of ours is left: whoever had asked is asked himself, then the mailbox, or it is over. */
export function decideWhenAlone(
  { call, events, stateStep, back, hasMailbox }: SettleFacts,
  control: ControlState,
  last: CallEventOf<'asked'> | undefined,
  now: Date,
): { events: readonly CallEvent[]; requests: readonly SettleRequest[]; next?: Date | null } {
  const { outside, sentOn } = control;
  const nobodyTookIt = last !== undefined && !wasTakenOver(call, events, last.body.step);
  if (outside === null) return { events: [], requests: [] };
  // He has come to the mailbox: he is in the hands of the script again, and would be called out of the middle of his message.
  if (sentOn !== null && ofKind(events, 'left').some(({ body }) => body.providerCallId === outside && body.step === sentOn.step))
    return { events: [], requests: [] };
  const out = outSince(events, outside);
  const next = out === null ? now : new Date(out.getTime() + OUT_WITHIN);
  if (now < next) return { events: [], requests: [], next };
  if (sentOn !== null) return { events: [], ...redirection(events, { kind: 'send-on', providerCallId: outside, step: sentOn.step }, now) };
  const step = nextStepOf(events, stateStep);
  if (nobodyTookIt && back !== null && (last.body.mode === 'warm' || last.body.mode === 'blind')) {
    const until = new Date(now.getTime() + BACK_SECONDS * 1000).toISOString();
    const { personId } = last.body;
    const to = { kind: 'person' as const, personId, name: '' };
    return {
      events: [{ key: `asked:${step}`, at: now, kind: 'asked', body: { step, mode: 'back', personId, to, targets: [back], until } }],
      requests: [],
    };
  }
  if (nobodyTookIt && hasMailbox && call.direction === 'inbound')
    return { events: [{ key: `sent-on:${step}`, at: now, kind: 'sent-on', body: { step, to: 'voicemail' } }], requests: [] };
  return { events: [], requests: [{ kind: 'end', providerCallId: outside }] };
}
