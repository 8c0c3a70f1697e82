import {
  type CallContext,
  type CallEvent,
  type CallSignal,
  type DeviceKind,
  type DialFacts,
  decideSignal,
  projectCall,
  type SignalLeg,
} from '@ringbase/domain';

const now = new Date('2026-03-02T08:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const dial: DialFacts = {
  intentId: 'intent',
  personId: 'ivan',
  clientId: 'georgi',
  phoneId: 'phone',
  clientE164: '+359888123456',
  applicationId: 'roof',
  departmentId: 'sales',
  callerId: '+35924000001',
  providerCallId: 'root',
};
const leg: SignalLeg = {
  legId: 'root',
  providerCallId: 'root',
  parentProviderCallId: null,
  from: '+35924000001',
  to: '+359878000001',
  direction: 'outbound',
};
const base = { provider: 'twilio', callId: 'call', rootProviderCallId: 'root', leg };
const pickedUp: CallSignal = { ...base, key: 'dial:root', kind: 'dial-answered', intentId: 'intent' };
const pressed = (digits: string): CallSignal => ({ ...base, key: 'digit', kind: 'screen-answer', step: 1, plan: 'script', digits });
const told = (status: 'answered' | 'completed', second: number): CallSignal => ({
  ...base,
  key: `status:${status}`,
  kind: 'leg-progress',
  status,
  at: after(second),
  seconds: null,
  sequence: null,
  step: null,
  intentId: 'intent',
});

const context = (more: Partial<CallContext> = {}, device: DeviceKind = 'mobile'): CallContext => ({
  callId: 'call',
  provider: 'twilio',
  providerCallId: 'root',
  version: 0,
  state: null,
  events: [],
  script: null,
  callerE164: null,
  legDevice: { deviceId: 'device', personId: 'ivan', kind: device },
  presences: {},
  dial,
  blocking: null,
  facts: { department: null, did: null, candidates: [], clients: [], people: {}, callerE164: null },
  ...more,
});
const clicked = (signals: readonly CallSignal[]) => {
  let events: readonly CallEvent[] = [];
  for (const signal of signals) events = [...events, ...decideSignal(context({ events }), signal, now).events];
  return projectCall(events);
};

const ringClient = expect.objectContaining({ kind: 'ring', targets: [expect.objectContaining({ address: '+359888123456' })] });
const askDigit = expect.objectContaining({ kind: 'ask-digit', step: 1, plan: 'script', intentId: 'intent' });
const hangUp = { kind: 'hang-up' };

test.each<[string, CallContext, CallSignal, unknown[], string[]]>([
  ['a browser that picks up is bridged at once', context({}, 'browser'), pickedUp, [ringClient, hangUp], ['received', 'routed']],
  ['a desk phone that picks up is bridged at once', context({}, 'sip'), pickedUp, [ringClient, hangUp], ['received', 'routed']],
  ['a mobile that picks up is asked for a digit before the client is rung', context(), pickedUp, [askDigit], ['received']],
  ['one pressed: the client is rung', context(), pressed('1'), [ringClient, hangUp], ['received', 'accepted', 'routed']],
  ['nothing pressed: nobody is rung', context(), pressed(''), [hangUp], []],
  ['another digit pressed: nobody is rung', context(), pressed('5'), [hangUp], []],
  [
    'a second leg of one click is not asked, it is ended',
    context({ dial: { ...dial, providerCallId: 'another' } }),
    pickedUp,
    [hangUp],
    ['received'],
  ],
  [
    'a second leg of one click rings nobody by its digit',
    context({ dial: { ...dial, providerCallId: 'another' } }),
    pressed('1'),
    [hangUp],
    ['received'],
  ],
  ['a digit for a click that is not known rings nobody', context({ dial: null }), pressed('1'), [hangUp], ['received']],
])('%s', (_, given, signal, answer, kinds) => {
  const decision = decideSignal(given, signal, now);
  expect(decision.answer).toEqual(answer);
  expect(decision.events.map(({ kind }) => kind)).toEqual(kinds);
});

test('a voicemail that picks up the manager’s mobile is no manager on a call, and its call has failed', () => {
  expect(clicked([told('answered', 5), pickedUp])).toMatchObject({ state: 'ringing', talking: [] });
  expect(clicked([told('answered', 5), pickedUp, pressed(''), told('completed', 20)])).toMatchObject({
    state: 'ended',
    outcome: 'failed',
    talking: [],
    legs: [{ role: 'manager', outcome: 'not-accepted' }],
  });
});

test('a manager who has pressed one is on the call while his client is rung, and a client who does not answer is missed', () => {
  expect(clicked([told('answered', 5), pickedUp, pressed('1')])).toMatchObject({ state: 'ringing', talking: ['ivan'] });
  expect(clicked([told('answered', 5), pickedUp, pressed('1'), told('completed', 60)])).toMatchObject({
    state: 'ended',
    outcome: 'missed',
  });
});

describe('a department that announces its recording', () => {
  const sales = {
    id: 'sales',
    name: 'Sales',
    language: 'en' as const,
    recordingAnnouncement: 'This call is recorded.',
    wrapUpSeconds: 30,
    curatorIds: [],
    ringGroup: [],
    timeZone: 'UTC',
    hours: null,
  };
  const given = context({ facts: { department: sales, did: null, candidates: [], clients: [], people: {}, callerE164: null } }, 'browser');

  test('has the client whom it rings told before he is bridged', () => {
    expect(decideSignal(given, pickedUp, now).answer[0]).toMatchObject({ kind: 'ring', targets: [{ kind: 'client', screened: true }] });
    const leg: SignalLeg = { ...base.leg, legId: 'child', providerCallId: 'child', parentProviderCallId: 'root' };
    const answered: CallSignal = { ...base, leg, key: 'screen', kind: 'screen', step: 1, plan: 'script' };
    expect(decideSignal(given, answered, now)).toMatchObject({
      answer: [{ kind: 'say', text: 'This call is recorded.', language: 'en' }, { kind: 'connect' }],
      events: [],
    });
  });
});
