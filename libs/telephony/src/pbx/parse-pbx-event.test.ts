import {
  type CallContext,
  type CallEvent,
  type CallSignal,
  decideSignal,
  type LegDevice,
  projectCall,
  type RouteFacts,
} from '@ringbase/domain';
import fc from 'fast-check';
import { callIdOf, legIdOf } from '../ids.js';
import { type PbxEvent, type PbxPhone, parsePbxEvent } from './parse-pbx-event.js';
import { parsePbxRoute } from './parse-pbx-route.js';

const base = { callId: 'a.1', extension: null, leg: null, cause: null, dialled: null, caller: null };
const at = (second: number) => new Date(Date.parse('2026-03-02T08:00:00.000Z') + second * 1000);
const told = (event: PbxEvent['event'], more: Partial<PbxEvent> = {}): PbxEvent => ({ ...base, event, at: at(5), ...more });
const desk: PbxPhone = { kind: 'sip', address: 'sip:201@pbx.example' };
const mobile: PbxPhone = { kind: 'mobile', address: '+359878000001' };

const caller = { providerCallId: 'a.1', parentProviderCallId: null, legId: legIdOf('pbx', 'a.1') };
const phone = (name: string, to: string) => ({
  providerCallId: `a.1/${name}`,
  parentProviderCallId: 'a.1',
  legId: legIdOf('pbx', `a.1/${name}`),
  to,
});

test.each<[string, PbxEvent, PbxPhone | null, object[]]>([
  ['a new call is its caller’s beginning', told('new'), null, [{ status: 'initiated', leg: { ...caller, from: '', to: '' } }]],
  [
    'with its numbers it names both sides',
    told('new', { dialled: '02 400 0001', caller: '0888' }),
    null,
    [{ status: 'initiated', leg: { ...caller, from: '0888', to: '+35924000001' } }],
  ],
  ['a caller without the dialled number names none', told('new', { caller: '0888' }), null, [{ leg: { ...caller, from: '', to: '' } }]],
  ['it rings, nobody knows where', told('ringing'), null, [{ status: 'ringing', leg: caller }]],
  ['a desk phone rings', told('ringing', { extension: '201' }), desk, [{ status: 'ringing', leg: phone('201', 'sip:201@pbx.example') }]],
  ['a desk phone picks up', told('answer', { extension: '201' }), desk, [{ status: 'answered', leg: phone('201', 'sip:201@pbx.example') }]],
  [
    'a mobile picks up: the exchange has screened it',
    told('answer', { extension: '+359878000001' }),
    mobile,
    [{ status: 'answered' }, { kind: 'screen-answer', digits: '1', leg: phone('+359878000001', '+359878000001') }],
  ],
  ['an extension of nobody picks up', told('answer', { extension: '999' }), null, [{ status: 'answered', leg: phone('999', '999') }]],
  ['somebody picks up', told('answer'), null, [{ status: 'answered', leg: phone('?', '?') }]],
  ['a leg has a name of its own', told('answer', { extension: '201', leg: 'b.2' }), desk, [{ leg: phone('b.2', 'sip:201@pbx.example') }]],
  ['the caller hangs up', told('hangup', { cause: '16' }), null, [{ status: 'canceled', leg: caller }]],
  ['the caller’s line fails', told('hangup', { cause: '38' }), null, [{ status: 'failed', leg: caller }]],
  ...(
    [
      [null, 'completed'],
      ['16', 'completed'],
      ['Normal Clearing', 'completed'],
      ['17', 'busy'],
      ['USER_BUSY', 'busy'],
      ['18', 'no-answer'],
      ['19', 'no-answer'],
      ['NOANSWER', 'no-answer'],
      ['21', 'busy'],
      ['26', 'canceled'],
      ['LOSE_RACE', 'canceled'],
      ['ORIGINATOR_CANCEL', 'canceled'],
      ['CHANUNAVAIL', 'failed'],
      ['a word of tomorrow', 'completed'],
    ] as const
  ).map(([cause, status]): [string, PbxEvent, PbxPhone, object[]] => [
    `a desk phone’s end by ${cause} is ${status}`,
    told('hangup', { extension: '201', cause }),
    desk,
    [{ status, leg: phone('201', 'sip:201@pbx.example') }],
  ]),
  [
    'the caller is handed on',
    told('transfer', { extension: '202' }),
    desk,
    [{ kind: 'handed-over', at: at(5), leg: phone('202', 'sip:201@pbx.example') }],
  ],
])('%s', (_, event, resolved, expected) => {
  const signals = parsePbxEvent(event, resolved, 'BG');
  expect(signals).toMatchObject(
    expected.map((one) => ({ provider: 'pbx', callId: callIdOf('pbx', 'a.1'), rootProviderCallId: 'a.1', ...one })),
  );
  expect(parsePbxEvent(event, resolved, 'BG')).toEqual(signals);
});

test('a transfer to nobody is refused', () => expect(() => parsePbxEvent(told('transfer'), null, 'BG')).toThrow('to whom'));

const phones: Readonly<Record<string, LegDevice & PbxPhone>> = {
  '201': { ...desk, deviceId: 'd1', personId: 'ivan', kind: 'sip' },
  '202': { kind: 'sip', address: 'sip:202@pbx.example', deviceId: 'd2', personId: 'maria' },
  '+359878000001': { ...mobile, deviceId: 'd3', personId: 'ivan', kind: 'mobile' },
};
const facts: RouteFacts = {
  department: {
    id: 'sales',
    name: 'Sales',
    language: 'en',
    recordingAnnouncement: null,
    wrapUpSeconds: 30,
    curatorIds: [],
    ringGroup: [],
    timeZone: 'UTC',
    hours: null,
  },
  did: '+35924000001',
  people: {},
  candidates: [],
  clients: [],
  callerE164: '+359888123456',
};
const later = at(3600);

/** What is written of a call by these messages, in this order, each as often as it came. */
function rowOf(signals: readonly CallSignal[]) {
  const events: CallEvent[] = [];
  for (const signal of signals) {
    const legDevice = Object.values(phones).find(({ address }) => signal.leg.parentProviderCallId !== null && address === signal.leg.to);
    const context: CallContext = {
      callId: signal.callId,
      provider: 'pbx',
      providerCallId: 'a.1',
      version: events.length,
      state: null,
      events,
      script: null,
      facts,
      callerE164: facts.callerE164,
      legDevice: legDevice ?? null,
      presences: {},
      dial: null,
      blocking: null,
    };
    for (const event of decideSignal(context, signal, later).events) if (!events.some(({ key }) => key === event.key)) events.push(event);
  }
  return projectCall(events);
}

const event = fc.record({
  ...{ callId: fc.constant('a.1'), dialled: fc.constant(null), caller: fc.constant(null) },
  event: fc.constantFrom('new' as const, 'ringing' as const, 'answer' as const, 'hangup' as const, 'transfer' as const),
  at: fc.integer({ min: 0, max: 90 }).map(at),
  extension: fc.constantFrom(null, '201', '202', '999', '+359878000001'),
  leg: fc.constantFrom(null, 'b.1'),
  cause: fc.constantFrom(null, '16', '17', '26', '38'),
});

test('any order and repetition of what an exchange tells ends in the same call, also when it contradicts itself', () => {
  const asked = parsePbxRoute({ callId: 'a.1', dialled: '+35924000001', caller: '+359888123456' }, 'BG');
  const signalsOf = (events: readonly PbxEvent[]) =>
    events
      .filter(({ event: kind, extension }) => kind !== 'transfer' || extension !== null)
      .flatMap((one) => parsePbxEvent(one, one.extension === null ? null : (phones[one.extension] ?? null), 'BG'));
  fc.assert(
    fc.property(
      fc.array(event, { minLength: 1, maxLength: 12 }).chain((events) => {
        const signals = [asked, ...signalsOf(events)];
        return fc.tuple(
          fc.constant(signals),
          fc.shuffledSubarray(signals, { minLength: signals.length }),
          fc.array(fc.constantFrom(...signals), { maxLength: 10 }),
        );
      }),
      ([signals, shuffled, repeated]) => {
        expect(rowOf([...shuffled, ...repeated])).toEqual(rowOf(signals));
        expect(rowOf([...repeated, ...shuffled])).toEqual(rowOf(signals));
      },
    ),
    { numRuns: 500 },
  );
});
