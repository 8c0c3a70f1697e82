import {
  automaticBlockOf,
  type BlockedCaller,
  type BlockingFacts,
  type CallContext,
  type CallEvent,
  type CallSignal,
  decideConsequences,
  decideSignal,
  projectCall,
  traceOf,
} from '@ringbase/domain';
import fc from 'fast-check';
import { facts } from '../testing/route-facts.js';

const now = new Date('2026-03-02T08:00:00Z');
const at = (second: number) => new Date(now.getTime() + second * 1000);
const georgi = '+359888123456';
const settings = { rateEnabled: true, rateCalls: 10, rateMinutes: 10, rateBlockMinutes: 60, rateKnownClients: true };
const blocked: BlockedCaller = { id: 'block', kind: 'number', e164: georgi, departmentId: null, origin: 'person', until: null };
const blocking: BlockingFacts = { settings, blocks: [blocked], recentCalls: 0, automaticBefore: 0, own: false };

const context = (more: Partial<CallContext> = {}): CallContext => ({
  callId: 'call',
  provider: 'twilio',
  providerCallId: null,
  version: 0,
  state: null,
  events: [],
  script: null,
  callerE164: georgi,
  legDevice: null,
  presences: {},
  dial: null,
  facts: facts(),
  blocking,
  ...more,
});
const base = {
  provider: 'twilio',
  callId: 'call',
  rootProviderCallId: 'root',
  leg: {
    legId: 'root',
    providerCallId: 'root',
    parentProviderCallId: null,
    from: georgi,
    to: '+35924000001',
    direction: 'inbound' as const,
  },
};
const inbound: CallSignal = { ...base, key: 'inbound', kind: 'inbound' };
const ended = (status: 'failed' | 'busy' | 'no-answer' | 'completed'): CallSignal => ({
  ...base,
  key: `status:root:${status}`,
  kind: 'leg-progress',
  status,
  at: at(2),
  seconds: 0,
  sequence: null,
  step: null,
  intentId: null,
});
const rings: CallSignal = {
  ...base,
  leg: { ...base.leg, legId: 'child', providerCallId: 'child', parentProviderCallId: 'root', direction: 'outbound' },
  key: 'status:child',
  kind: 'leg-progress',
  status: 'ringing',
  at: at(1),
  seconds: null,
  sequence: null,
  step: 1,
  intentId: null,
};
const statically: CallSignal = {
  ...base,
  key: 'step',
  kind: 'ring-finished',
  step: 1,
  plan: 'static',
  status: 'no-answer',
  legProviderCallId: null,
  bridged: false,
  seconds: null,
  callerGone: true,
};

/** What the call becomes as it is told message by message; blocks are read by the first one alone. */
function told(signals: readonly CallSignal[]) {
  let events: readonly CallEvent[] = [];
  let promises = 0;
  for (const signal of signals) {
    const given = context({ events, blocking: events.length === 0 ? blocking : null });
    const known = new Set(events.map((event) => event.key));
    const before = projectCall(events);
    events = [...events, ...decideSignal(given, signal, now).events.filter((event) => !known.has(event.key))];
    const after = projectCall(events);
    if (after !== null && decideConsequences(before, after, given, now).promise !== null) promises += 1;
  }
  return { call: projectCall(events), events, promises };
}

test('a blocked caller is rejected: nothing is said, nobody is rung, no message is taken', () => {
  const decision = decideSignal(context(), inbound, now);
  expect(decision.answer).toEqual([{ kind: 'reject' }]);
  expect(decision.state).toBeNull();
  expect(projectCall(decision.events)).toMatchObject({
    state: 'ended',
    outcome: 'blocked',
    blockedCallerId: 'block',
    clientId: 'georgi',
    offers: [],
    ringSeconds: null,
    talkSeconds: null,
    endedAt: now,
  });
  expect(traceOf(decision.events)).toMatchObject([{ reason: 'blocked-number', facts: { blockedCallerId: 'block', until: null } }]);
  expect(automaticBlockOf(decision.events)).toBeNull();
});

test('who is not blocked follows the script', () => {
  const { answer, events } = decideSignal(context({ blocking: { ...blocking, blocks: [] } }), inbound, now);
  expect(answer[0]).toMatchObject({ kind: 'ring' });
  expect(projectCall(events)).toMatchObject({ outcome: null, blockedCallerId: null });
});

test('a number of nobody’s is no way round a block', () => {
  const given = context({ facts: facts({ department: null, did: null }) });
  expect(decideSignal(given, inbound, now).answer).toEqual([{ kind: 'reject' }]);
});

test.each(['Anonymous', 'Restricted', '+266696687', ''])(
  'a caller who withholds his number as %p is stopped by a block of withheld callers',
  (from) => {
    const signal: CallSignal = { ...inbound, leg: { ...inbound.leg, from } };
    const withheld = { ...blocking, blocks: [{ ...blocked, kind: 'withheld' as const, e164: null }] };
    expect(decideSignal(context({ callerE164: null, blocking: withheld }), signal, now).answer).toEqual([{ kind: 'reject' }]);
    expect(decideSignal(context({ callerE164: null }), signal, now).answer[0]).toMatchObject({ kind: 'ring' });
  },
);

test('the call that is one too many begins a block of its number, which has the id of the call', () => {
  const { events } = decideSignal(context({ blocking: { ...blocking, blocks: [], recentCalls: 10 } }), inbound, now);
  expect(automaticBlockOf(events)).toEqual({
    id: 'call',
    e164: georgi,
    ordinal: 1,
    calls: 11,
    minutes: 10,
    at: now,
    until: new Date('2026-03-02T09:00:00Z'),
  });
  expect(traceOf(events)).toMatchObject([{ reason: 'blocked-rate-begins', facts: { blockedCallerId: 'call', calls: 11, minutes: 10 } }]);
});

test('whatever the phone company says of its end, the call stays blocked and promises nothing', () => {
  const ends = fc.shuffledSubarray([ended('failed'), ended('busy'), ended('no-answer'), ended('completed')]);
  fc.assert(
    fc.property(ends, (later) => {
      const { call, promises } = told([inbound, ...later, inbound]);
      expect(call).toMatchObject({ state: 'ended', outcome: 'blocked', endedAt: now });
      expect(promises).toBe(0);
    }),
  );
});

test('a caller who was given the static answer instead was let through: his call is missed, and called back', () => {
  const { call, promises } = told([inbound, rings, statically, ended('completed')]);
  expect(call).toMatchObject({ outcome: 'missed', blockedCallerId: null });
  expect(promises).toBe(1);
});
