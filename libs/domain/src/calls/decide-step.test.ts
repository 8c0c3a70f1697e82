import { type CallContext, type CallEvent, type DeviceKind, decideSignal, type SignalOf } from '@ringbase/domain';

const now = new Date('2026-03-02T08:00:00Z');
const picked = (device: DeviceKind): CallEvent => ({
  key: `leg:${device}:answered`,
  at: now,
  kind: 'leg',
  body: {
    legId: device,
    providerCallId: device,
    root: false,
    address: device,
    status: 'answered',
    seconds: null,
    step: 1,
    device: { deviceId: device, personId: 'ivan', kind: device },
  },
});
const accepted: CallEvent = {
  key: 'accepted:mobile',
  at: now,
  kind: 'accepted',
  body: { legId: 'mobile', providerCallId: 'mobile', step: 1 },
};

/** The department rings, in the first step. */
const ringing: NonNullable<CallContext['state']> = {
  callId: 'call',
  block: 'department',
  step: 1,
  plan: 'script',
  attribution: { clientId: null, phoneId: null, applicationId: null, intendedPersonId: null, reason: 'unknown-caller' },
  ringing: [],
  waiting: [],
  spoken: false,
  variables: {},
  tries: 0,
  since: null,
  awaits: null,
};
const context = (events: readonly CallEvent[]): CallContext => ({
  callId: 'call',
  provider: 'telnyx',
  providerCallId: 'root',
  version: 1,
  state: ringing,
  events,
  script: null,
  callerE164: null,
  legDevice: null,
  presences: {},
  dial: null,
  blocking: null,
  facts: { department: null, did: null, candidates: [], clients: [], people: {}, callerE164: null },
});
const leg = {
  legId: 'root',
  providerCallId: 'root',
  parentProviderCallId: null,
  from: '+359888123456',
  to: '+35924000001',
  direction: 'inbound' as const,
};
const base = { provider: 'telnyx', callId: 'call', rootProviderCallId: 'root', leg };
const finished = (bridged: boolean | null): SignalOf<'ring-finished'> => ({
  ...base,
  key: 'step',
  kind: 'ring-finished',
  step: 1,
  plan: 'script',
  status: 'completed',
  legProviderCallId: null,
  bridged,
  seconds: 7,
  callerGone: false,
});

test.each<[string, readonly CallEvent[], boolean | null, boolean]>([
  ['a desk telephone that picked up has talked', [picked('sip')], null, true],
  ['a mobile that pressed its digit has talked', [picked('mobile'), accepted], null, true],
  ['a mobile that pressed nothing has not', [picked('mobile')], null, false],
  ['beside a desk telephone it may have been the other', [picked('mobile'), picked('sip')], null, true],
  ['whoever picked up is not known: the provider’s word stands', [], null, true],
  ['a provider that tells what it bridged is believed', [picked('mobile')], true, true],
])('a completed ring: %s', (_, events, bridged, talked) => {
  const { answer } = decideSignal(context(events), finished(bridged), now);
  const ends = answer.length === 1 && answer[0]?.kind === 'hang-up';
  expect(ends).toBe(talked);
});
