import { callIdOf, legIdOf } from '../ids.js';
import { makeTelnyxDialect } from './telnyx-dialect.js';
import { telnyxUrls } from './urls.js';

const base = 'https://calls.example';
const dialect = makeTelnyxDialect({ publicUrl: base, publicKey: Buffer.alloc(32, 1).toString('base64') });
const root = 'v3:9X2vxPDFY2RHSJ1EdMS0RHRksMTg7ldNxdjWbVr9zBjbGjGsSe-aiQ';
const child = 'v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg';
const other = 'v2:7V3r4VFCGLTzKLOveE0-7vM9dX17-NRQgU1byo-uuOIX9JcDadLLKw';
const recording = '35094891-3290-4142-b2c2-b2eda57534cf';
const callId = callIdOf('telnyx', root);
const urls = telnyxUrls(base, root);
const local = (url: string) => url.slice(base.length);
const step = (kind: 'ring' | 'screen' | 'screen-answer' | 'voicemail' | 'menu' | 'continue' | 'join' | 'left') => ({
  kind,
  callId,
  step: 2,
  plan: 'script' as const,
  intentId: null,
  next: null,
  departmentId: null,
});
const stepAt = (kind: Parameters<typeof step>[0]) => local(urls.step(step(kind)));
const statusAt = local(urls.status({ callId, step: 2, intentId: null }));
const facts = { provider: 'telnyx', callId, rootProviderCallId: root };

// The documented request for instructions, sent as a form: https://developers.telnyx.com/docs/voice/programmable-voice/texml-instruction-fetching
const fetching = {
  AccountSid: '6a9a7976-012e-45d2-9258-6f5dc68d861e',
  CallSid: root,
  CallSidLegacy: root,
  From: '+13122010091',
  To: '+13122010090',
  ConnectionId: '1568109700606592442',
  ApiVersion: '2010-04-01',
  CallStatus: 'in-progress',
};
const rootLeg = {
  legId: legIdOf('telnyx', root),
  providerCallId: root,
  parentProviderCallId: null,
  from: '+13122010091',
  to: '+13122010090',
  direction: 'inbound',
};
const childLeg = { ...rootLeg, legId: legIdOf('telnyx', child), providerCallId: child, parentProviderCallId: root, direction: 'outbound' };

test('a caller phones in', () =>
  expect(dialect.parseInbound({ originalUrl: '/telnyx/voice', params: fetching })).toEqual({
    kind: 'inbound',
    key: `inbound:${root}`,
    ...facts,
    leg: rootLeg,
  }));

test('a call may be named by a UUID, too', () => {
  const CallSid = 'fcc47bc6-e428-11ed-ad79-02420aef00b4';
  expect(dialect.parseInbound({ originalUrl: '/telnyx/voice', params: { ...fetching, CallSid } }).callId).toBe(callIdOf('telnyx', CallSid));
});

test('one id makes different calls at different providers', () => expect(callIdOf('telnyx', root)).not.toBe(callIdOf('twilio', root)));

describe('the progress of a leg', () => {
  // https://developers.telnyx.com/api-reference/callbacks/texml-call-ringing, -answered, -completed; texml-verbs/hangup
  const ringing = {
    AccountSid: 'f5586561-8ff0-4291-a51b-c7dfe4139ff9',
    CallInitiatedAt: '2024-01-15T10:30:26.028Z',
    CallSid: child,
    CallSidLegacy: child,
    CallStatus: 'ringing',
    CallbackSource: 'call-progress-events',
    ConnectionId: '1234567890',
    From: '+13122010091',
    SequenceNumber: '1',
    Timestamp: '2024-01-15T10:30:00Z',
    To: '+13122010090',
    ParentCallSid: root,
    ParentCallSidLegacy: root,
  };
  const hungUp = {
    AccountSid: 'cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b',
    CallDuration: '2',
    CallSid: other,
    CallSidLegacy: other,
    CallStatus: 'completed',
    CallbackSource: 'call-progress-events',
    From: '+18445931290',
    HangupSource: 'callee',
    SequenceNumber: '0',
    Timestamp: '2021-04-28 21:51:18.731479Z',
    To: '+13122010055',
  };

  test('a callee’s telephone rings', () =>
    expect(dialect.parseStatus({ originalUrl: statusAt, params: ringing })).toEqual({
      kind: 'leg-progress',
      key: `status:${child}:1:ringing`,
      ...facts,
      leg: childLeg,
      status: 'ringing',
      at: new Date('2024-01-15T10:30:00Z'),
      seconds: null,
      sequence: 1,
      step: 2,
      intentId: null,
    }));

  test('one that a static answer rings says so', () => {
    const originalUrl = local(urls.status({ callId, step: 2, intentId: null, plan: 'static' }));
    expect(dialect.parseStatus({ originalUrl, params: ringing })).toMatchObject({ step: 2, plan: 'static' });
  });

  test('a child that does not name its parent is the child of the call that our URL names', () => {
    const { ParentCallSid: _, ...orphan } = ringing;
    expect(dialect.parseStatus({ originalUrl: statusAt, params: orphan })).toMatchObject({ ...facts, leg: childLeg });
  });

  test('the end of a call, told to the application’s own address', () =>
    expect(dialect.parseStatus({ originalUrl: '/telnyx/status', params: hungUp })).toMatchObject({
      callId: callIdOf('telnyx', other),
      leg: { parentProviderCallId: null, direction: 'inbound' },
      status: 'completed',
      seconds: 2,
      at: new Date('2021-04-28T21:51:18.731Z'),
    }));

  test('an answer is told as in progress', () =>
    expect(dialect.parseStatus({ originalUrl: statusAt, params: { ...ringing, CallStatus: 'in-progress' } })).toMatchObject({
      status: 'answered',
    }));

  test('what a call costs is nobody’s progress', () =>
    expect(dialect.parseStatus({ originalUrl: '/telnyx/status', params: { ...hungUp, CallbackSource: 'call-cost-events' } })).toBeNull());

  test('a SIP address comes without its scheme and is kept with it, as devices are', () =>
    expect(dialect.parseStatus({ originalUrl: statusAt, params: { ...ringing, To: 'maria@pbx.example' } })).toMatchObject({
      leg: { to: 'sip:maria@pbx.example' },
    }));

  test.each([
    ['a status that is none', { ...ringing, CallStatus: 'dancing' }],
    ['a call of another’s', { ...ringing, ParentCallSid: other }],
    ['an id with a path in it', { ...ringing, CallSid: 'v3:../../etc/passwd' }],
    ['no id', { ...ringing, CallSid: undefined }],
  ])('%s is refused', (_, params) => expect(() => dialect.parseStatus({ originalUrl: statusAt, params })).toThrow());
});

describe('the next step', () => {
  const after = (kind: Parameters<typeof step>[0], params: Record<string, string> = {}) =>
    dialect.parseStep({ originalUrl: stepAt(kind), params: { ...fetching, ...params } });
  // https://developers.telnyx.com/api-reference/callbacks/texml-gather: neither the parent nor a status is told
  const gathered = { AccountSid: fetching.AccountSid, CallSidLegacy: child, From: fetching.From, To: fetching.To, Digits: '1' };

  test.each<[string, Record<string, string>, object]>([
    [
      'nobody answered',
      { DialCallStatus: 'no-answer', DialCallSid: child },
      { status: 'no-answer', bridged: null, legProviderCallId: child, callerGone: false },
    ],
    ['both talked', { DialCallStatus: 'completed', DialCallSid: child, DialCallDuration: '120' }, { status: 'completed', seconds: 120 }],
    ['what was bridged is told after all', { DialCallStatus: 'completed', DialBridged: 'false' }, { bridged: false }],
    ['the caller is gone', { DialCallStatus: 'canceled', CallStatus: 'completed' }, { status: 'canceled', callerGone: true }],
    ['nothing of the Dial is told', {}, { status: null, bridged: null, legProviderCallId: null }],
  ])('a ring is over: %s', (_, params, expected) =>
    expect(after('ring', params)).toMatchObject({ kind: 'ring-finished', key: `step:${callId}:2:ring`, ...facts, step: 2, ...expected }),
  );

  test('a ring that nobody could be rung for has failed', () =>
    expect(dialect.parseStep({ originalUrl: local(urls.nobody(step('ring'))), params: fetching })).toMatchObject({
      kind: 'ring-finished',
      status: 'failed',
      bridged: false,
    }));

  test('a voice message', () =>
    expect(after('voicemail', { RecordingSid: recording, RecordingDuration: '5' })).toMatchObject({
      kind: 'voicemail-left',
      seconds: 5,
      providerRecordingId: recording,
    }));

  test('a digit in a menu, and none', () => {
    expect(after('menu', { Digits: '2' })).toMatchObject({ kind: 'menu-answered', digits: '2' });
    expect(after('menu')).toMatchObject({ kind: 'menu-answered', digits: '' });
  });

  test('a moment of waiting is over', () => expect(after('continue')).toMatchObject({ kind: 'continue', ...facts, leg: rootLeg }));

  test('a callee is screened by his own leg, though his answer does not name its parent', () => {
    const params = { ...gathered, CallSid: child };
    expect(dialect.parseStep({ originalUrl: stepAt('screen'), params })).toMatchObject({ kind: 'screen', ...facts, leg: childLeg });
    expect(dialect.parseStep({ originalUrl: stepAt('screen-answer'), params })).toMatchObject({
      kind: 'screen-answer',
      key: `step:${callId}:2:screen-answer:${child}`,
      digits: '1',
      leg: childLeg,
    });
  });

  test.each<[string, string, Record<string, string>]>([
    ['a caller who screens himself', stepAt('screen-answer'), { Digits: '1' }],
    ['a URL whose two names of the call differ', stepAt('ring').replace(encodeURIComponent(root), encodeURIComponent(other)), {}],
    ['a call that is not the URL’s', stepAt('ring').replace(/&root=[^&]*/, ''), { CallSid: other }],
    ['a leg of another call', stepAt('ring'), { CallSid: child, ParentCallSid: other }],
    ['joining a conference', stepAt('join'), {}],
    ['a click', '/telnyx/voice/step?kind=dial&intent=6f1c2d4e-6f0b-4a55-9d53-0d1b4c4f7a10', {}],
    ['a URL that is not ours', '/telnyx/voice/step?kind=ring', {}],
  ])('%s is refused', (_, originalUrl, params) =>
    expect(() => dialect.parseStep({ originalUrl, params: { ...fetching, ...params } })).toThrow(
      expect.objectContaining({ code: 'INVALID' }),
    ),
  );
});

describe('a recording', () => {
  // https://developers.telnyx.com/api-reference/callbacks/texml-recording-completed
  const completed = {
    AccountSid: 'cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b',
    CallSid: child,
    CallSidLegacy: child,
    ConnectionId: '1234567890',
    RecordingChannels: '1',
    RecordingDuration: '5',
    RecordingSid: recording,
    RecordingSource: 'DialVerb',
    RecordingStatus: 'completed',
    RecordingUrl: 'https://evil.example/recording',
  };
  const at = local(urls.recording({ callId, step: 2, recordingKind: 'conversation' }));

  test('belongs to the call that our URL names, whichever leg it names; its address is not taken', () => {
    const signal = dialect.parseRecording({ originalUrl: at, params: completed });
    expect(signal).toEqual({
      kind: 'recording',
      key: `recording:${recording}:completed`,
      ...facts,
      leg: { ...childLeg, from: '', to: '' },
      status: 'completed',
      providerRecordingId: recording,
      recordingKind: 'conversation',
      channels: 1,
      seconds: 5,
      startedAt: null,
      step: 2,
    });
    expect(JSON.stringify(signal)).not.toContain('evil');
  });

  test.each([
    ['whose id is a path', { ...completed, RecordingSid: '../recordings' }],
    ['without an id', { ...completed, RecordingSid: undefined }],
    ['with a status that is none', { ...completed, RecordingStatus: 'lost' }],
  ])('%s is refused', (_, params) => expect(() => dialect.parseRecording({ originalUrl: at, params })).toThrow());
});

test.each<[string, string, Record<string, string>, object]>([
  ['a caller', '/telnyx/voice', fetching, { rootProviderCallId: root, dialled: ['+13122010090'], talked: false }],
  ['a child’s step', stepAt('screen'), { CallSid: child, Digits: '1' }, { rootProviderCallId: root, digits: '1' }],
  ['a ring that was talked in', stepAt('ring'), { ...fetching, DialCallStatus: 'completed' }, { talked: true }],
  ['a ring that was not bridged', stepAt('ring'), { ...fetching, DialCallStatus: 'completed', DialBridged: 'false' }, { talked: false }],
  ['nothing at all', '/telnyx/voice/step?root=nonsense', {}, { rootProviderCallId: '', dialled: [''], digits: '', talked: false }],
])('what an answer from memory reads of %s', (_, originalUrl, params, expected) =>
  expect(dialect.readStatic({ originalUrl, params })).toMatchObject(expected),
);
