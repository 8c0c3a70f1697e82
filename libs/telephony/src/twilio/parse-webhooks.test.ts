import { callIdOf, legIdOf } from '../ids.js';
import { parseRecording } from './parse-recording.js';
import { parseStatus } from './parse-status.js';
import { failedUrlOf, parseInbound, parseStep } from './parse-voice.js';
import { buildRecordingUrl, buildStatusUrl, buildStepUrl } from './urls.js';

const root = `CA${'1'.repeat(32)}`;
const child = `CA${'2'.repeat(32)}`;
const recording = `RE${'3'.repeat(32)}`;
const callId = callIdOf('twilio', root);
const intentId = '6f1c2d4e-6f0b-4a55-9d53-0d1b4c4f7a10';
const fromCaller = {
  CallSid: root,
  AccountSid: `AC${'0'.repeat(32)}`,
  From: '+359881234567',
  To: '+35924000001',
  CallStatus: 'in-progress',
  Direction: 'inbound',
  SomethingNew: ['a', 'b'],
};
const fromCallee = { ...fromCaller, CallSid: child, ParentCallSid: root, To: '+359880000001', Direction: 'outbound-dial' };
const facts = { provider: 'twilio', callId, rootProviderCallId: root };
const callerLeg = {
  legId: legIdOf('twilio', root),
  providerCallId: root,
  parentProviderCallId: null,
  from: '+359881234567',
  to: '+35924000001',
  direction: 'inbound',
};
const calleeLeg = {
  legId: legIdOf('twilio', child),
  providerCallId: child,
  parentProviderCallId: root,
  from: '+359881234567',
  to: '+359880000001',
  direction: 'outbound',
};

const stepAt = (kind: 'ring' | 'screen' | 'screen-answer' | 'voicemail' | 'continue', intent: string | null = null) =>
  buildStepUrl('https://calls.example', { kind, callId, step: 2, plan: 'script', intentId: intent, next: null, departmentId: null })
    .replace('https://calls.example', '')
    .replace(/#.*/, '');

test('a caller phones in', () =>
  expect(parseInbound({ originalUrl: '/twilio/voice', params: fromCaller })).toEqual({
    kind: 'inbound',
    key: `inbound:${root}`,
    ...facts,
    leg: callerLeg,
  }));

test.each(['anonymous', 'Restricted', '+266696687', 'client:ivan', 'sip:a@b', '112', '', '١٢٣', '\u202E+7495'])(
  'a caller who calls himself %p is carried as he is',
  (From) => expect(parseInbound({ originalUrl: '/twilio/voice', params: { ...fromCaller, From } }).leg.from).toBe(From),
);

test('a caller’s text is cut and loses what no database takes', () =>
  expect(parseInbound({ originalUrl: '/twilio/voice', params: { ...fromCaller, From: `\u0000${'9'.repeat(5000)}` } }).leg.from).toBe(
    '9'.repeat(512),
  ));

test.each([
  [
    'nobody answered',
    { DialCallStatus: 'no-answer', DialCallSid: child, DialBridged: 'false' },
    { status: 'no-answer', legProviderCallId: child, bridged: false, seconds: null, callerGone: false },
  ],
  [
    'they spoke',
    { DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '42', DialBridged: 'true' },
    { status: 'completed', legProviderCallId: child, bridged: true, seconds: 42, callerGone: false },
  ],
  [
    'the caller hung up',
    { DialCallStatus: 'canceled', CallStatus: 'completed' },
    { status: 'canceled', legProviderCallId: null, bridged: null, seconds: null, callerGone: true },
  ],
  [
    'an unreadable child is no child',
    { DialCallStatus: 'failed', DialCallSid: 'x' },
    { status: 'failed', legProviderCallId: null, bridged: null, seconds: null, callerGone: false },
  ],
])('a Dial is over: %s', (_, params, expected) =>
  expect(parseStep({ originalUrl: stepAt('ring'), params: { ...fromCaller, ...params } })).toEqual({
    kind: 'ring-finished',
    key: `step:${callId}:2:ring`,
    ...facts,
    leg: callerLeg,
    step: 2,
    plan: 'script',
    ...expected,
  }),
);

test('a screened callee is a leg of its own, claimed for itself', () =>
  expect(parseStep({ originalUrl: stepAt('screen'), params: fromCallee })).toEqual({
    kind: 'screen',
    key: `step:${callId}:2:screen:${child}`,
    ...facts,
    leg: calleeLeg,
    step: 2,
    plan: 'script',
  }));

test.each([
  ['a digit', { Digits: '1' }, '1'],
  ['nothing', {}, ''],
])('he pressed %s', (_, params, digits) =>
  expect(parseStep({ originalUrl: stepAt('screen-answer'), params: { ...fromCallee, ...params } })).toMatchObject({
    kind: 'screen-answer',
    digits,
  }),
);

test.each([
  ['with its id', { RecordingSid: recording, RecordingDuration: '7' }, { seconds: 7, providerRecordingId: recording, callerGone: false }],
  [
    'with a link only',
    { RecordingUrl: `https://evil.example/Recordings/${recording}`, RecordingDuration: '7', Digits: 'hangup' },
    { seconds: 7, providerRecordingId: recording, callerGone: true },
  ],
  ['with nothing', {}, { seconds: 0, providerRecordingId: null, callerGone: false }],
])('a voice message was left %s', (_, params, expected) =>
  expect(parseStep({ originalUrl: stepAt('voicemail'), params: { ...fromCaller, ...params } })).toMatchObject({
    kind: 'voicemail-left',
    ...expected,
  }),
);

test('a dialled manager picked up', () =>
  expect(
    parseStep({ originalUrl: `/twilio/voice/step?kind=dial&intent=${intentId}`, params: { ...fromCaller, Direction: 'outbound-api' } }),
  ).toMatchObject({
    kind: 'dial-answered',
    key: `dial:${root}`,
    intentId,
    callId,
    leg: { direction: 'outbound' },
  }));

test('a manager who clicked presses his digit on the root leg of his click', () =>
  expect(
    parseStep({ originalUrl: stepAt('screen-answer', intentId), params: { ...fromCaller, Direction: 'outbound-api', Digits: '1' } }),
  ).toMatchObject({
    kind: 'screen-answer',
    key: `step:${callId}:2:screen-answer:${root}`,
    digits: '1',
    leg: { providerCallId: root, parentProviderCallId: null },
  }));

test('the number’s own status callback is progress of the root leg', () =>
  expect(
    parseStatus({
      originalUrl: '/twilio/status',
      params: {
        ...fromCaller,
        CallStatus: 'completed',
        CallDuration: '9',
        Timestamp: 'Mon, 02 Mar 2026 10:00:00 +0000',
        SequenceNumber: '0',
        CallbackSource: 'call-progress-events',
      },
    }),
  ).toEqual({
    kind: 'leg-progress',
    key: `status:${root}:call-progress-events:0:completed`,
    ...facts,
    leg: callerLeg,
    status: 'completed',
    at: new Date('2026-03-02T10:00:00Z'),
    seconds: 9,
    sequence: 0,
    step: null,
    intentId: null,
  }));

test('a noun’s status callback is progress of the child leg', () => {
  const originalUrl = buildStatusUrl('', { callId, step: 1, intentId });
  expect(parseStatus({ originalUrl, params: { ...fromCallee, CallStatus: 'in-progress', SequenceNumber: '2' } })).toMatchObject({
    key: `status:${child}:-:2:answered`,
    leg: calleeLeg,
    status: 'answered',
    at: null,
    step: 1,
    intentId,
  });
});

test('a recording’s progress names call, kind and step', () => {
  const originalUrl = buildRecordingUrl('', { callId, step: 1, recordingKind: 'conversation' });
  const params = {
    CallSid: root,
    RecordingSid: recording,
    RecordingStatus: 'completed',
    RecordingDuration: '31',
    RecordingChannels: '2',
    RecordingStartTime: 'Mon, 02 Mar 2026 10:00:00 +0000',
    RecordingUrl: 'https://evil.example/',
  };
  expect(parseRecording({ originalUrl, params })).toMatchObject({
    kind: 'recording',
    key: `recording:${recording}:completed`,
    ...facts,
    status: 'completed',
    providerRecordingId: recording,
    recordingKind: 'conversation',
    channels: 2,
    seconds: 31,
    startedAt: new Date('2026-03-02T10:00:00Z'),
    step: 1,
  });
  expect(parseRecording({ originalUrl, params: { ...params, RecordingStatus: 'absent', RecordingDuration: '-1' } })).toMatchObject({
    status: 'absent',
    seconds: null,
  });
});

test.each([
  ['no parameters', undefined],
  ['a list', []],
  ['no CallSid', { From: '+1' }],
  ['a CallSid that is none', { ...fromCaller, CallSid: 'CA1; drop table calls' }],
  ['two CallSids', { ...fromCaller, CallSid: [root, child] }],
  ['a prototype', { __proto__: fromCaller, CallSid: { toString: 'x' } }],
])('a message with %s is refused as INVALID', (_, params) => {
  expect(() => parseInbound({ originalUrl: '/twilio/voice', params })).toThrow(expect.objectContaining({ code: 'INVALID' }));
  expect(() => parseStatus({ originalUrl: '/twilio/status', params })).toThrow(expect.objectContaining({ code: 'INVALID' }));
});

test.each([
  [
    'a step of another call',
    () => parseStep({ originalUrl: stepAt('ring'), params: { ...fromCaller, CallSid: child, DialCallStatus: 'busy' } }),
  ],
  ['a screened leg without a parent', () => parseStep({ originalUrl: stepAt('screen'), params: fromCaller })],
  ['a digit on a root leg that nobody clicked for', () => parseStep({ originalUrl: stepAt('screen-answer'), params: fromCaller })],
  ['a digit for a click on a leg of its own', () => parseStep({ originalUrl: stepAt('screen-answer', intentId), params: fromCallee })],
  ['a status of no known word', () => parseStatus({ originalUrl: '/twilio/status', params: { ...fromCaller, CallStatus: 'dancing' } })],
  [
    'a recording without an id',
    () =>
      parseRecording({ originalUrl: buildRecordingUrl('', { callId, step: 1, recordingKind: 'voicemail' }), params: { CallSid: root } }),
  ],
])('%s is refused as INVALID', (_, parse) => expect(parse).toThrow(expect.objectContaining({ code: 'INVALID' })));

test('a Dial whose result the provider does not tell is over all the same', () => {
  expect(parseStep({ originalUrl: stepAt('ring'), params: fromCaller })).toMatchObject({
    kind: 'ring-finished',
    status: null,
    bridged: null,
  });
});

test.each<[string, unknown, string | null]>([
  ['a step of the call', { ErrorUrl: `https://ringbase.example${stepAt('ring')}#rc=2` }, stepAt('ring')],
  ['the first address', { ErrorUrl: 'https://ringbase.example/twilio/voice' }, null],
  ['an address of another', { ErrorUrl: `https://evil.example${stepAt('ring')}` }, null],
  ['nothing', {}, null],
  ['no address', { ErrorUrl: 'not one' }, null],
  ['a list', { ErrorUrl: ['https://ringbase.example'] }, null],
])('the fallback of %s takes up what failed', (_, params, expected) => {
  expect(failedUrlOf({ originalUrl: '/twilio/voice/fallback', params }, 'https://ringbase.example')).toBe(expected);
});
