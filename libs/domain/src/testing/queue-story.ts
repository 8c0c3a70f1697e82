import {
  type CallConsequences,
  type CallContext,
  type CallEvent,
  type CallInstruction,
  type CallProjection,
  type CallScript,
  type CallSignal,
  conferenceBegun,
  decideConsequences,
  decideSignal,
  type LegDevice,
  type LegStatus,
  projectCall,
  type RouteState,
  type SignalDecision,
  type SignalLeg,
} from '@ringbase/domain';
import { facts } from './route-facts.js';

export const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, seconds));

/** A queue of ninety seconds, then the mailbox. */
const script: CallScript = {
  format: 1,
  start: 'queue',
  blocks: {
    queue: {
      kind: 'queue',
      whom: 'department',
      strategy: 'in-order',
      music: { kind: 'built-in', name: 'music' },
      ringSeconds: 20,
      seconds: 90,
      mostWaiting: 5,
      callback: true,
      next: 'mailbox',
      full: 'mailbox',
    },
    mailbox: {
      kind: 'voicemail',
      greeting: { en: 'A message, please.', ru: 'Сообщение.', bg: 'Съобщение.' },
      maxSeconds: 60,
      next: 'end',
    },
    end: { kind: 'hang-up' },
  },
};

const deviceOf = (personId: string): LegDevice => ({ deviceId: `d-${personId}`, personId, kind: 'sip' });
/** `caller` is the root; `dialled-…` a child of a Dial of his; anybody else was called by us. */
const legOf = (who: string): SignalLeg => ({
  legId: who,
  providerCallId: who,
  parentProviderCallId: who.startsWith('dialled-') ? 'caller' : null,
  from: '+359888123456',
  to: who === 'caller' ? '+35924000001' : who,
  direction: who === 'caller' ? 'inbound' : 'outbound',
});
const isAttached = (who: string) => who !== 'caller' && !who.startsWith('dialled-');
const base = (key: string, who: string) => ({
  key,
  provider: 'twilio',
  callId: 'call',
  rootProviderCallId: isAttached(who) ? who : 'caller',
  leg: legOf(who),
  ...(isAttached(who) ? { attached: true } : {}),
});

export const phonesIn: CallSignal = { ...base('inbound', 'caller'), kind: 'inbound' };
export const progress = (who: string, status: LegStatus, second: number, step: number | null, plan?: 'static'): CallSignal => ({
  ...base(`status:${who}:${status}`, who),
  kind: 'leg-progress',
  status,
  at: at(second),
  seconds: null,
  sequence: null,
  step,
  intentId: null,
  ...(plan === undefined ? {} : { plan }),
});
export const join = (who: string, step: number): CallSignal => ({
  ...base(`join:${step}:${who}`, who),
  kind: 'join',
  step,
  plan: 'script',
});
export const left = (who: string, step: number): CallSignal => ({
  ...base(`left:${step}:${who}`, who),
  kind: 'left',
  step,
  plan: 'script',
});
export const musicOver = (step: number, digits = '', plan: 'script' | 'static' = 'script'): CallSignal => ({
  ...base(`menu:${step}:${plan}`, 'caller'),
  kind: 'menu-answered',
  step,
  plan,
  digits,
  callerGone: false,
});
/** What the worker writes as it rings somebody for whoever waits in this stay. */
export const offer = (personId: string, step: number, second: number): readonly CallEvent[] => [
  ...conferenceBegun([], 'secret', step, at(second)),
  {
    key: `offered:${personId}:${step}`,
    at: at(second),
    kind: 'offered',
    body: { offerId: `${personId}:${step}`, step, personId, deviceId: `d-${personId}`, device: 'sip' },
  },
];

export type QueueStep = readonly [CallSignal | readonly CallEvent[], number];
export type QueueStory = {
  call: CallProjection;
  state: RouteState | null;
  events: readonly CallEvent[];
  /** What each step was answered, by kind. */
  answers: readonly string[];
  answer: readonly CallInstruction[];
  /** How he came to wait and ceased to, in order. */
  queue: readonly string[];
  follows: readonly CallConsequences[];
};

/** Feeds messages and acts one by one into the script above, as the house does. */
export function liveInQueue(steps: readonly QueueStep[]): QueueStory {
  let events: readonly CallEvent[] = [];
  let state: RouteState | null = null;
  let answer: readonly CallInstruction[] = [];
  const answers: string[] = [];
  const follows: CallConsequences[] = [];
  for (const [what, second] of steps) {
    const signal = 'kind' in what ? what : null;
    const who = signal?.leg.to ?? '';
    const context: CallContext = {
      callId: 'call',
      provider: 'twilio',
      providerCallId: 'caller',
      version: events.length,
      state,
      events,
      script: { id: 'script', number: 1, graph: script },
      facts: facts({ queue: { waiting: 0, position: state === null ? null : 1, handlingSeconds: 60 } }),
      callerE164: '+359888123456',
      legDevice: who === '' || who.startsWith('+') ? null : deviceOf(who.replace('dialled-', '')),
      presences: {},
      dial: null,
      blocking: null,
    };
    const decision: SignalDecision =
      signal === null ? { answer: [], events: what as readonly CallEvent[], state } : decideSignal(context, signal, at(second));
    const known = new Set(events.map(({ key }) => key));
    const before = projectCall(events);
    events = [...events, ...decision.events.filter(({ key }) => !known.has(key))];
    state = decision.state;
    answer = decision.answer;
    answers.push(decision.answer.map(({ kind }) => kind).join(' '));
    const after = projectCall(events);
    if (after !== null) follows.push(decideConsequences(before, after, context, at(second)));
  }
  const queue = follows.flatMap((one) =>
    one.queue === null ? [] : [one.queue.kind === 'enter' ? `enters ${one.queue.waiting.step}` : one.queue.how],
  );
  return { call: projectCall(events) as CallProjection, state, events, answers, answer, queue, follows };
}
