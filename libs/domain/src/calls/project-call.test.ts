import {
  type CallContext,
  type CallEvent,
  type CallSignal,
  decideConsequences,
  decideSignal,
  type LegStatus,
  projectCall,
  type RouteFacts,
  type SignalLeg,
} from '@ringbase/domain';
import fc from 'fast-check';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, seconds));
const facts: RouteFacts = {
  department: {
    id: 'sales',
    name: 'Sales',
    language: 'en',
    recordingAnnouncement: null,
    wrapUpSeconds: 30,
    curatorIds: ['cyril'],
    ringGroup: ['ivan', 'maria'],
    timeZone: 'Europe/Sofia',
    hours: null,
  },
  did: '+35924000001',
  people: Object.fromEntries(
    ['ivan', 'maria'].map((id) => [
      id,
      {
        id,
        name: id,
        dismissed: false,
        seesNumbers: true,
        presence: 'available',
        assistantId: null,
        lastTalkAt: null,
        talksToday: 0,
        lastRungAt: null,
        devices: [{ id: `d-${id}`, kind: 'browser', address: id, routable: true }],
      },
    ]),
  ),
  candidates: [],
  clients: [],
  callerE164: '+359888123456',
};

const leg = (name: string, child: boolean): SignalLeg => ({
  legId: name,
  providerCallId: name,
  parentProviderCallId: child ? 'root' : null,
  from: '+359888123456',
  to: child ? `client:${name}` : '+35924000001',
  direction: child ? 'outbound' : 'inbound',
});
const base = (key: string, name: string, child: boolean) => ({
  key,
  provider: 'twilio',
  callId: 'call',
  rootProviderCallId: 'root',
  leg: leg(name, child),
});
const progress = (name: string, status: LegStatus, second: number, seconds: number | null = null): [CallSignal, number] => [
  {
    ...base(`status:${name}:${status}`, name, name !== 'root'),
    kind: 'leg-progress',
    status,
    at: at(second),
    seconds,
    sequence: null,
    step: name === 'root' ? null : 1,
    intentId: null,
  },
  second,
];

/** A call to two telephones, told by every message that the phone company would send. */
function story(winner: 'ivan' | 'maria' | null): [CallSignal, number][] {
  const loser = winner === 'ivan' ? 'maria' : 'ivan';
  const end: [CallSignal, number][] =
    winner === null
      ? [progress('ivan', 'no-answer', 20), progress('maria', 'no-answer', 20)]
      : [progress(winner, 'answered', 5), progress(loser, 'canceled', 5), progress(winner, 'completed', 65, 60)];
  return [
    [{ ...base('inbound', 'root', false), kind: 'inbound' }, 0],
    progress('ivan', 'ringing', 1),
    progress('maria', 'ringing', 1),
    ...end,
    [
      {
        ...base('step:1', 'root', false),
        kind: 'ring-finished',
        step: 1,
        plan: 'script',
        status: winner === null ? 'no-answer' : 'completed',
        legProviderCallId: winner,
        bridged: winner !== null,
        seconds: winner === null ? null : 60,
        callerGone: false,
      },
      winner === null ? 20 : 65,
    ],
    progress('root', 'completed', winner === null ? 21 : 66, 66),
  ];
}

const context = (events: readonly CallEvent[], signal: CallSignal): CallContext => ({
  callId: 'call',
  provider: 'twilio',
  providerCallId: 'root',
  version: events.length,
  state: null,
  events,
  script: null,
  facts,
  callerE164: '+359888123456',
  legDevice:
    signal.leg.parentProviderCallId === null ? null : { deviceId: `d-${signal.leg.legId}`, personId: signal.leg.legId, kind: 'browser' },
  presences: {},
  dial: null,
  blocking: null,
});

/** Feeds messages one by one, each at its own moment, and gathers every consequence. */
function live(messages: readonly (readonly [CallSignal, number])[]) {
  let events: readonly CallEvent[] = [];
  const states: string[] = [];
  let promises = 0;
  let connections = 0;
  const claimed = new Set<string>();
  for (const [signal, second] of messages) {
    if (claimed.has(signal.key)) continue;
    claimed.add(signal.key);
    const now = context(events, signal);
    const known = new Set(events.map((event) => event.key));
    const fresh = decideSignal(now, signal, at(second)).events.filter((event) => !known.has(event.key));
    const before = projectCall(events);
    events = [...events, ...fresh];
    const after = projectCall(events);
    if (after === null) throw new Error('a call without a first word');
    const follows = decideConsequences(before, after, now, at(second));
    if (follows.promise !== null) promises += 1;
    if (follows.grants.length > 0 || follows.news.some((news) => news.kind === 'open-card')) connections += 1;
    states.push(after.state);
  }
  return { call: projectCall(events), states, promises, connections };
}

const rank = { ringing: 0, connected: 1, ended: 2 } as Record<string, number>;
const winners = fc.constantFrom<'ivan' | 'maria' | null>('ivan', 'maria', null);
/** Any order and repetition of a story's messages; what an answer of ours causes cannot come before it. */
const shuffled = winners.chain((winner) =>
  fc.tuple(
    fc.constant(winner),
    fc.shuffledSubarray([...story(winner).slice(1), ...story(winner).slice(1)], { minLength: story(winner).length * 2 - 2 }),
  ),
);

test('any order and repetition of a call’s messages ends in the same row', () => {
  fc.assert(
    fc.property(shuffled, ([winner, messages]) => {
      const [first] = story(winner);
      const inOrder = live(story(winner)).call;
      expect(live([first as [CallSignal, number], ...messages]).call).toEqual(inOrder);
    }),
    { numRuns: 200 },
  );
});

test('a call’s state only moves forward, whatever comes when', () => {
  fc.assert(
    fc.property(shuffled, ([winner, messages]) => {
      const { states } = live([story(winner)[0] as [CallSignal, number], ...messages]);
      for (let index = 1; index < states.length; index += 1)
        expect(rank[states[index] ?? '']).toBeGreaterThanOrEqual(rank[states[index - 1] ?? ''] ?? 0);
    }),
    { numRuns: 150 },
  );
});

test('loss of any callbacks leaves at most one owner, and the one whom the provider bridged', () => {
  fc.assert(
    fc.property(winners, fc.infiniteStream(fc.boolean()), (winner, coin) => {
      const kept = story(winner).filter(([signal]) => signal.kind !== 'leg-progress' || (coin.next().value ?? true));
      const { call } = live(kept);
      const bridgedKnown = kept.some(
        ([signal]) =>
          signal.key === `status:${winner}:answered` ||
          signal.key === `status:${winner}:ringing` ||
          signal.key === `status:${winner}:completed`,
      );
      if (winner !== null && bridgedKnown) expect(call?.answeredByPersonId).toBe(winner);
      if (winner === null) expect(call?.answeredByPersonId).toBeNull();
    }),
    { numRuns: 200 },
  );
});

/** Two to ten who answer within fifty milliseconds, one of whom the provider bridges; what is told comes in any order, some of it twice. */
const races = fc
  .integer({ min: 2, max: 10 })
  .chain((count) =>
    fc.record({
      won: fc.integer({ min: 0, max: count - 1 }),
      delays: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: count, maxLength: count }),
    }),
  )
  .chain(({ won, delays }) => {
    const finished: [CallSignal, number] = [
      {
        ...base('step:1', 'root', false),
        kind: 'ring-finished',
        step: 1,
        plan: 'script',
        status: 'completed',
        legProviderCallId: `m${won}`,
        bridged: true,
        seconds: 30,
        callerGone: false,
      },
      40,
    ];
    const told = [
      ...delays.flatMap((delay, index) => [
        progress(`m${index}`, 'answered', 5 + delay / 1000),
        progress(`m${index}`, 'completed', index === won ? 40 : 6, index === won ? 35 : 0),
      ]),
      finished,
      progress('root', 'completed', 41, 41),
    ];
    return fc.record({ won: fc.constant(won), messages: fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }) });
  });

test('of two to ten who answer at once the one whom the provider bridged has the call, two thousand times over', () => {
  fc.assert(
    fc.property(races, ({ won, messages }) => {
      const { call } = live([story('ivan')[0] as [CallSignal, number], ...messages]);
      expect(call).toMatchObject({ answeredByPersonId: `m${won}`, outcome: 'answered', state: 'ended', talkSeconds: 30 });
      expect(call?.legs.filter((one) => one.role === 'manager' && one.outcome === 'connected').map(({ id }) => id)).toEqual([`m${won}`]);
    }),
    { numRuns: 2000 },
  );
});

test('ten managers who answer within a second, and nobody tells who was bridged: the one who talked has the call', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.infiniteStream(fc.boolean()), (won, coin) => {
      const told = Array.from({ length: 10 }, (_, index) => [
        progress(`m${index}`, 'answered', 5),
        progress(`m${index}`, 'completed', index === won ? 9 : 5, index === won ? 4 : 0),
      ]).flat();
      const sooner = told.filter(() => coin.next().value ?? true);
      const later = told.filter((one) => !sooner.includes(one));
      const { call } = live([story('ivan')[0] as [CallSignal, number], ...sooner, ...later, progress('root', 'completed', 10, 10)]);
      expect(call).toMatchObject({ answeredByPersonId: `m${won}`, outcome: 'answered', state: 'ended' });
    }),
    { numRuns: 150 },
  );
});

test('a call that nobody answered makes one promise, however often its end is told', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...story(null).slice(1), ...story(null).slice(1)], { minLength: 12 }), (messages) => {
      expect(live([story(null)[0] as [CallSignal, number], ...messages]).promises).toBe(1);
    }),
    { numRuns: 200 },
  );
});

/** The ring of step 1 is over, told at `second`. */
const rang = (status: LegStatus, leg: string | null, bridged: boolean, seconds: number | null, second: number): [CallSignal, number] => [
  {
    ...base('step:1', 'root', false),
    kind: 'ring-finished',
    step: 1,
    plan: 'script',
    status,
    legProviderCallId: leg,
    bridged,
    seconds,
    callerGone: !bridged,
  },
  second,
];

test('whose picking up was never told, and who talked for less than a second, talked when he hung up', () => {
  const ivan = progress('ivan', 'completed', 6, 0);
  const { call } = live([
    story('ivan')[0] as [CallSignal, number],
    ivan,
    rang('completed', 'ivan', true, 0, 7),
    progress('root', 'completed', 7, 7),
  ]);
  expect(call?.legs.find(({ id }) => id === 'ivan')).toMatchObject({ outcome: 'connected', answeredAt: at(6), endedAt: at(6) });
});

test('who picked up in a ring that another overtook, and was ended at once, talked to nobody', () => {
  const overtaken = (step: number, winner: string | null): [CallSignal, number] => [
    {
      ...base(`step:${step}`, 'root', false),
      kind: 'ring-finished',
      step,
      plan: 'static',
      status: winner === null ? null : 'completed',
      legProviderCallId: winner,
      bridged: winner === null ? null : true,
      seconds: winner === null ? null : 4,
      callerGone: false,
    },
    10,
  ];
  const [answered, second] = progress('ivan', 'answered', 6);
  const { call } = live([
    story('ivan')[0] as [CallSignal, number],
    overtaken(1, null),
    progress('maria', 'answered', 5),
    progress('maria', 'completed', 5, 0),
    [{ ...answered, step: 2 } as CallSignal, second],
    progress('ivan', 'completed', 10, 4),
    overtaken(2, 'ivan'),
    progress('root', 'completed', 11, 11),
  ]);
  expect(call?.answeredByPersonId).toBe('ivan');
  expect(call?.legs.filter(({ role }) => role === 'manager').map(({ id, outcome }) => [id, outcome])).toEqual([
    ['ivan', 'connected'],
    ['maria', 'answered-elsewhere'],
  ]);
});

test.each([
  ['the caller hung up before', 'canceled', 'root'],
  ['the ring was over before', 'no-answer', null],
] as const)('who picked up and waited for a bridge that never came talked to nobody: %s', (_, status, of) => {
  const ivan = [progress('ivan', 'answered', 5), progress('ivan', 'completed', 9, 4)];
  const { call } = live([
    story('ivan')[0] as [CallSignal, number],
    ...ivan,
    rang(status, of, false, null, 9),
    progress('root', 'completed', 9, 9),
  ]);
  expect(call?.legs.find(({ id }) => id === 'ivan')).toMatchObject({ outcome: 'cancelled' });
  expect(call).toMatchObject({ outcome: 'missed', answeredByPersonId: null });
});
