import {
  type CallContext,
  type CallEvent,
  type CallSignal,
  type ConferenceWord,
  conferenceBegun,
  decideConsequences,
  decideSignal,
  type LegDevice,
  type LegStatus,
  nextStepOf,
  projectCall,
  type SignalLeg,
} from '@ringbase/domain';
import fc from 'fast-check';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, seconds));
const devices: Readonly<Record<string, LegDevice>> = {
  ivan: { deviceId: 'd-ivan', personId: 'ivan', kind: 'browser' },
  maria: { deviceId: 'd-maria', personId: 'maria', kind: 'sip' },
  petar: { deviceId: 'd-petar', personId: 'petar', kind: 'mobile' },
};
type Who = 'root' | 'ivan' | 'maria' | 'petar' | 'guest';

const leg = (who: Who): SignalLeg => ({
  legId: who,
  providerCallId: who,
  parentProviderCallId: who === 'ivan' ? 'root' : null,
  from: '+359888123456',
  to: who,
  direction: who === 'root' ? 'inbound' : 'outbound',
});
const attached = (who: Who) => who === 'maria' || who === 'petar' || who === 'guest';
const base = (key: string, who: Who) => ({
  key,
  provider: 'twilio',
  callId: 'call',
  rootProviderCallId: attached(who) ? who : 'root',
  leg: leg(who),
  ...(attached(who) ? { attached: true } : {}),
});
const inbound: CallSignal = { ...base('inbound', 'root'), kind: 'inbound' };
const progress = (who: Who, status: LegStatus, second: number, step: number | null = 1, seconds: number | null = null): CallSignal => ({
  ...base(`status:${who}:${status}`, who),
  kind: 'leg-progress',
  status,
  at: at(second),
  seconds,
  sequence: null,
  step: who === 'root' ? null : step,
  intentId: null,
});
const join = (who: Who, step: number): CallSignal => ({ ...base(`join:${step}:${who}`, who), kind: 'join', step, plan: 'script' });
const left = (who: Who): CallSignal => ({ ...base(`left:${who}`, who), kind: 'left', step: 2, plan: 'script' });
const told = (who: Who | '', what: ConferenceWord, sequence: number, second: number): CallSignal => ({
  ...base(`conference:${sequence}`, 'root'),
  leg: { ...leg('root'), legId: who, providerCallId: who },
  attached: true,
  kind: 'conference',
  what,
  providerConferenceId: 'CF1',
  sequence,
  at: at(second),
});
const dialOver = (step: number, bridged = true): CallSignal => ({
  ...base(`step:${step}`, 'root'),
  kind: 'ring-finished',
  step,
  plan: 'script',
  status: bridged ? 'completed' : 'no-answer',
  legProviderCallId: 'ivan',
  bridged,
  seconds: 10,
  callerGone: false,
});
const lifting = (second: number): readonly CallEvent[] => [
  ...conferenceBegun([], 'secret', 2, at(second)),
  { key: 'lifting:1', at: at(second), kind: 'lifting', body: { step: 1, personId: 'ivan' } },
];
const routed: CallEvent = {
  key: 'routed:start',
  at: at(0),
  kind: 'routed',
  body: {
    step: 1,
    plan: 'script',
    trace: [],
    targets: [{ kind: 'browser', address: 'ivan', deviceId: 'd-ivan', personId: 'ivan', screened: false, parameters: {} }],
  },
};

const context = (events: readonly CallEvent[], signal: CallSignal): CallContext => ({
  callId: 'call',
  provider: 'twilio',
  providerCallId: 'root',
  version: events.length,
  state: null,
  events,
  script: null,
  facts: { department: null, did: null, people: {}, candidates: [], clients: [], callerE164: null },
  callerE164: '+359888123456',
  legDevice: devices[signal.leg.to] ?? null,
  presences: {},
  dial: null,
  blocking: null,
});

type Step = readonly [CallSignal | readonly CallEvent[], number];

/** Feeds messages and acts one by one, and gathers what follows for each person. */
function live(steps: readonly Step[]) {
  let events: readonly CallEvent[] = [routed];
  const answers: string[] = [];
  const presence: string[] = [];
  for (const [what, second] of steps) {
    const signal = 'kind' in what ? what : null;
    const now = context(events, signal ?? inbound);
    const decision = signal === null ? { answer: [], events: what as readonly CallEvent[] } : decideSignal(now, signal, at(second));
    const known = new Set(events.map((event) => event.key));
    const before = projectCall(events);
    events = [...events, ...decision.events.filter((event) => !known.has(event.key))];
    answers.push(decision.answer.map(({ kind }) => kind).join(' '));
    const after = projectCall(events);
    if (after === null) continue;
    const follows = decideConsequences(before, after, now, at(second));
    for (const one of follows.onCall) presence.push(`${one.personId} on call`);
    for (const one of follows.released) presence.push(`${one.personId} free, wrap-up from ${one.wrapUpSince?.toISOString().slice(17, 19)}`);
  }
  return { call: projectCall(events), answers, presence, events };
}

const talk: readonly Step[] = [
  [inbound, 0],
  [progress('ivan', 'answered', 5), 5],
];
const lifted: readonly Step[] = [...talk, [lifting(10), 10], [join('ivan', 2), 11], [dialOver(1), 11]];
const handedOn: readonly Step[] = [
  ...lifted,
  [progress('maria', 'answered', 20, 3), 20],
  [join('maria', 3), 20],
  [progress('ivan', 'completed', 30, null, 25), 30],
];

test('a conversation is lifted: both of its legs are let into the one conference, and nothing of the call has changed', () => {
  const { call, answers } = live(lifted);
  expect(answers.slice(-2)).toEqual(['conference', 'conference']);
  expect(call).toMatchObject({ state: 'connected', answeredByPersonId: 'ivan', talking: ['ivan'], endedAt: null });
  expect(call?.legs.map(({ role }) => role)).toEqual(['manager', 'caller']);
});

test('with the caller the conference ends, with one of ours it does not; an attached leg is known by its URL', () => {
  const { events } = live(lifted);
  const answer = (signal: CallSignal) => decideSignal(context(events, signal), signal, at(12)).answer[0];
  expect(answer(dialOver(1))).toMatchObject({ name: 'secret', step: 2, endOnExit: true, wait: 'music', attached: false, record: true });
  expect(answer(join('ivan', 2))).toMatchObject({ name: 'secret', endOnExit: false, wait: 'silence', attached: false });
  expect(answer(join('maria', 3))).toMatchObject({ name: 'secret', endOnExit: false, attached: true });
});

test('what was being left out of the recording is not recorded by the conference either, whose recording only begins with it', () => {
  const answer = (second: number, paused: readonly CallEvent[]) => {
    const signal = dialOver(1);
    return decideSignal(context([...live(lifted.slice(0, -1)).events, ...paused], signal), signal, at(second)).answer[0];
  };
  const by = (kind: 'recording-paused' | 'recording-resumed', second: number): CallEvent => ({
    key: kind,
    at: at(second),
    kind,
    body: { personId: 'ivan' },
  });
  expect(answer(12, [by('recording-paused', 9)])).toMatchObject({ record: false });
  expect(answer(12, [by('recording-paused', 8), by('recording-resumed', 9)])).toMatchObject({ record: true });
  // The first to come was told so already.
  expect(answer(13, [by('recording-paused', 9), by('recording-resumed', 12)])).toMatchObject({ record: false });
});

test('a call handed on is one call: first the one, then the other is on it, each freed when he leaves', () => {
  const { call, presence } = live([...handedOn, [progress('root', 'completed', 50, null, 50), 50]]);
  expect(presence).toEqual(['ivan on call', 'maria on call', 'ivan free, wrap-up from 30', 'maria free, wrap-up from 50']);
  expect(call).toMatchObject({ state: 'ended', outcome: 'answered', answeredByPersonId: 'ivan', talkSeconds: 45, talking: [] });
});

test('of several who are asked for one place one is let in, the others are hung up on', () => {
  const { answers, call } = live([
    ...lifted,
    [join('maria', 3), 20],
    [join('guest', 3), 20],
    [progress('guest', 'completed', 21, 3, 1), 21],
  ]);
  expect(answers.slice(-3, -1)).toEqual(['conference', 'hang-up']);
  expect(call?.legs.find(({ id }) => id === 'guest')).toMatchObject({ role: 'guest', outcome: 'answered-elsewhere' });
});

test('a mobile is asked for a digit first, and let in by it', () => {
  const digit = (digits: string): CallSignal => ({
    ...base(`digit:${digits}`, 'petar'),
    kind: 'screen-answer',
    step: 3,
    plan: 'script',
    digits,
  });
  expect(live([...lifted, [join('petar', 3), 20]]).answers.at(-1)).toBe('ask-digit');
  expect(live([...lifted, [join('petar', 3), 20], [digit('1'), 22]])).toMatchObject({ call: { talking: ['ivan', 'petar'] } });
  expect(live([...lifted, [join('petar', 3), 20], [digit(''), 30], [progress('petar', 'completed', 30, 3, 10), 30]])).toMatchObject({
    call: { talking: ['ivan'], legs: expect.arrayContaining([expect.objectContaining({ id: 'petar', outcome: 'not-accepted' })]) },
  });
});

test.each<[string, readonly Step[], string]>([
  ['a call without a conference lets nobody in', [...talk, [join('maria', 3), 20]], 'hang-up'],
  ['a call that is over lets nobody in', [...lifted, [progress('root', 'completed', 19, null, 19), 19], [join('maria', 3), 20]], 'hang-up'],
  ['a leg that comes out of the conference has nothing to wait for', [...lifted, [left('ivan'), 20]], 'hang-up'],
  ['a Dial that nobody lifted is over as ever', [...talk, [dialOver(1), 20]], 'hang-up'],
])('%s', (_, steps, answer) => expect(live(steps).answers.at(-1)).toBe(answer));

test('a caller who waits in the conference was answered by whoever was let in first', () => {
  const { call } = live([
    [inbound, 0],
    [conferenceBegun([], 'secret', 2, at(1)), 1],
    [join('root', 2), 2],
    [join('maria', 3), 20],
    [progress('root', 'completed', 50, null, 50), 50],
  ]);
  expect(call).toMatchObject({ outcome: 'answered', answeredByPersonId: 'maria', talkSeconds: 30, ringSeconds: 20 });
});

test('a call that a click has made ends with its client: who clicked may have handed it on', () => {
  const outbound: CallEvent = {
    key: 'received',
    at: at(0),
    kind: 'received',
    body: {
      direction: 'outbound',
      from: '+35924000001',
      callerE164: null,
      to: '+359888123456',
      departmentId: null,
      scriptId: null,
      attribution: { clientId: null, phoneId: null, applicationId: null, intendedPersonId: 'ivan', reason: 'open-application' },
      intentId: 'intent',
      personId: 'ivan',
      wrapUpSeconds: 30,
    },
  };
  const legs = (who: string, root: boolean, status: LegStatus, second: number): CallEvent => ({
    key: `leg:${who}:${status}`,
    at: at(second),
    kind: 'leg',
    body: { legId: who, providerCallId: who, root, address: who, status, seconds: null, step: 1, device: devices[who] ?? null },
  });
  const joined = (who: string, personId: string | null, step: number, second: number): CallEvent => ({
    key: personId === 'maria' ? `joined:${step}` : `joined:${step}:${who}`,
    at: at(second),
    kind: 'joined',
    body: { legId: who, providerCallId: who, personId, step },
  });
  const begun = [outbound, legs('ivan', true, 'answered', 3), legs('client', false, 'answered', 9), ...lifting(15)];
  const handed = [...begun, joined('client', null, 2, 16), joined('ivan', 'ivan', 2, 16), joined('maria', 'maria', 3, 25)];
  expect(projectCall([...handed, legs('ivan', true, 'completed', 30)])).toMatchObject({
    state: 'connected',
    answeredByPersonId: 'ivan',
    talking: ['maria'],
  });
  expect(projectCall([...handed, legs('ivan', true, 'completed', 30), legs('client', false, 'completed', 60)])).toMatchObject({
    state: 'ended',
    endedAt: at(60),
    talkSeconds: 51,
  });
});

test('the next step is one that nothing has used', () => {
  expect(nextStepOf([], 0)).toBe(1);
  expect(nextStepOf(live(handedOn).events, 1)).toBe(4);
});

/** The whole story of a call handed on, with the provider's own word about its conference. */
const story: readonly Step[] = [
  ...lifted,
  [told('ivan', 'joined', 0, 11), 11],
  [told('root', 'joined', 1, 11), 11],
  [told('', 'started', 2, 11), 11],
  [progress('maria', 'ringing', 15, 3), 15],
  [progress('maria', 'answered', 20, 3), 20],
  [join('maria', 3), 20],
  [told('maria', 'joined', 3, 20), 20],
  [told('ivan', 'left', 4, 30), 30],
  [progress('ivan', 'completed', 30, 1, 25), 30],
  [told('root', 'left', 5, 60), 60],
  [progress('root', 'completed', 60, null, 60), 60],
  [told('maria', 'left', 6, 60), 60],
  [left('maria'), 60],
  [told('', 'ended', 7, 60), 60],
  [progress('maria', 'completed', 61, 3, 41), 61],
];

test('any order and repetition of what is told of a conference ends in the same row, with nobody left on the line', () => {
  const callbacks = story.filter(([what]) => 'kind' in what && (what.kind === 'conference' || what.kind === 'leg-progress'));
  const rest = story.filter((step) => !callbacks.includes(step));
  // Whoever is let in asks before anybody tells of his leaving; callbacks come whenever they come.
  const early = callbacks.filter(
    ([what]) => 'kind' in what && !(what.kind === 'leg-progress' && what.leg.legId === 'root' && what.status === 'completed'),
  );
  const inOrder = live(story).call;
  expect(inOrder).toMatchObject({ state: 'ended', talking: [] });
  fc.assert(
    fc.property(fc.shuffledSubarray([...early, ...early], { minLength: early.length * 2 }), (shuffled) => {
      const last = story.find(([what]) => 'kind' in what && what.key === 'status:root:completed') as Step;
      expect(live([...rest, ...shuffled, last]).call).toEqual(inOrder);
      const { presence } = live([...rest, ...shuffled, last]);
      for (const person of ['ivan', 'maria']) {
        const of = presence.filter((one) => one.startsWith(person));
        expect(of.length % 2).toBe(0);
      }
    }),
    { numRuns: 200 },
  );
});
