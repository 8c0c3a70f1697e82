import { type CallContext, type CallProjection, decideConsequences, type PersonPresence } from '@ringbase/domain';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, seconds));
const offer = {
  step: 1,
  personId: 'ivan',
  offeredAt: at(0),
  overAt: at(5),
  claimedTab: null as string | null,
  claimedUntil: null as Date | null,
  connectedAt: at(5) as Date | null,
};
const answered = (more: Partial<typeof offer>): CallProjection => ({
  direction: 'inbound',
  state: 'connected',
  outcome: null,
  callerRaw: '+359888123456',
  callerE164: '+359888123456',
  dialled: '+35924000001',
  departmentId: 'sales',
  scriptId: null,
  clientId: 'georgi',
  phoneId: 'phone',
  applicationId: 'roof',
  intendedPersonId: 'ivan',
  answeredByPersonId: 'ivan',
  intentId: null,
  blockedCallerId: null,
  startedAt: at(0),
  answeredAt: at(5),
  endedAt: null,
  ringSeconds: 5,
  talkSeconds: null,
  wrapUpSeconds: 30,
  talking: ['ivan'],
  line: [],
  control: null,
  message: false,
  disposition: null,
  waiting: null,
  keptPlace: null,
  legs: [],
  offers: [{ ...offer, ...more }],
});
const presence: PersonPresence = {
  personId: 'ivan',
  chosen: { status: 'available', reason: null, until: null, at: at(0) },
  calls: [],
  simultaneousCalls: 1,
  wrapUpSince: null,
  wrapUpUntil: null,
  tabs: [
    { tab: 'desk', softphone: true, activeAt: at(1), expiresAt: at(50) },
    { tab: 'laptop', softphone: true, activeAt: at(3), expiresAt: at(50) },
    { tab: 'closed', softphone: true, activeAt: at(4), expiresAt: at(2) },
  ],
  devices: [],
};
const context = (presences: CallContext['presences']): CallContext => ({
  callId: 'call',
  provider: 'twilio',
  providerCallId: 'root',
  version: 3,
  state: null,
  events: [],
  script: null,
  facts: { department: null, did: null, people: {}, candidates: [], clients: [], callerE164: null },
  callerE164: '+359888123456',
  legDevice: null,
  presences,
  dial: null,
  blocking: null,
});

test('who was taken for the one who answered is told when it was another', () => {
  const { news } = decideConsequences({ ...answered({}), answeredByPersonId: 'maria' }, answered({}), context({}), at(6));
  expect(news.find((one) => one.kind === 'call-changed')).toMatchObject({ people: ['ivan', 'maria'] });
});

test.each<[string, Partial<typeof offer>, CallContext['presences'], string | null]>([
  ['in the tab whose claim holds', { claimedTab: 'desk', claimedUntil: at(15) }, { ivan: presence }, 'desk'],
  ['in the most recently active tab when nobody claimed: a desk phone', {}, { ivan: presence }, 'laptop'],
  ['not in a tab whose claim had lapsed', { claimedTab: 'desk', claimedUntil: at(4) }, { ivan: presence }, 'laptop'],
  ['not in a tab that was closed meanwhile', { claimedTab: 'closed', claimedUntil: at(15) }, { ivan: presence }, 'laptop'],
  ['in the claiming tab when nothing is known of his tabs', { claimedTab: 'desk', claimedUntil: at(15) }, {}, 'desk'],
  ['nowhere without a tab', {}, { ivan: { ...presence, tabs: [] } }, null],
])('the card opens %s', (_, more, presences, tab) => {
  const follows = decideConsequences(null, answered(more), context(presences), at(6));
  expect(follows.news.find((news) => news.kind === 'open-card')).toEqual({ kind: 'open-card', person: 'ivan', tab });
});

const over = (more: Partial<CallProjection> = {}): CallProjection => ({
  ...answered({}),
  state: 'ended',
  outcome: 'answered',
  endedAt: at(35),
  talkSeconds: 30,
  talking: [],
  ...more,
});
const talkedTo = { clientId: 'georgi', e164: '+359888123456' };

test.each<[string, CallProjection | null, CallProjection, { clientId: string | null; e164: string | null } | null]>([
  ['a real talk keeps what was promised to the client and his number', answered({}), over(), talkedTo],
  ['one of which everything is told at once as well', null, over(), talkedTo],
  [
    'outbound, it is the number that was dialled',
    null,
    over({ direction: 'outbound', dialled: '+35929999999' }),
    { clientId: 'georgi', e164: '+35929999999' },
  ],
  ['it does so once', over(), over(), null],
  ['one that is still going on does not yet', null, answered({}), null],
  ['put down at once, nothing was said', answered({}), over({ talkSeconds: 2 }), null],
  ['that it lasted longer is told later', over({ talkSeconds: 2 }), over(), talkedTo],
  ['whose number it was is told later', over({ clientId: null }), over(), talkedTo],
  ['a missed call keeps nothing', null, over({ outcome: 'missed', answeredByPersonId: null, talkSeconds: null }), null],
])('%s', (_, before, after, kept) => expect(decideConsequences(before, after, context({}), at(40)).keptFor).toEqual(kept));

test('what a colleague has talked is the owner’s to look at, with the call’s client and application, once', () => {
  const colleague = over({ answeredByPersonId: 'maria' });
  expect(decideConsequences(answered({}), colleague, context({}), at(40))).toMatchObject({
    promise: null,
    review: { origin: 'review', ownerId: 'ivan', departmentId: 'sales', clientId: 'georgi', applicationId: 'roof', dueAt: at(35) },
  });
  expect(decideConsequences(colleague, colleague, context({}), at(40)).review).toBeNull();
  expect(decideConsequences(answered({}), over(), context({}), at(40)).review).toBeNull();
});

test('who was sent on to nobody is called back, and what was promised to him before is not kept by it', () => {
  const control = { sentOn: { step: 5 }, asking: null, askEnded: null } as unknown as NonNullable<CallProjection['control']>;
  expect(decideConsequences(answered({}), over({ control }), context({}), at(40))).toMatchObject({
    promise: { origin: 'missed-call', ownerId: 'ivan', clientId: 'georgi', dueAt: at(35) },
    review: null,
    keptFor: null,
  });
  const withheld = over({ control, clientId: null, callerE164: null });
  expect(decideConsequences(answered({}), withheld, context({}), at(40)).promise).toBeNull();
  expect(decideConsequences(answered({}), over({ control, message: true }), context({}), at(40)).promise).toMatchObject({
    origin: 'voicemail',
  });
});

test('a place kept in the queue is promised for when its turn would have come', () => {
  const gone = over({
    outcome: 'missed',
    answeredByPersonId: null,
    answeredAt: null,
    talkSeconds: null,
    keptPlace: { expectedSeconds: 240 },
  });
  expect(decideConsequences(null, gone, context({}), at(40)).promise).toMatchObject({
    origin: 'queue-place',
    dueAt: at(275),
    phoneId: 'phone',
  });
  expect(decideConsequences(null, { ...gone, keptPlace: null }, context({}), at(40)).promise).toMatchObject({
    origin: 'missed-call',
    dueAt: at(35),
  });
});
