import type { PersonPresence } from '../presence/person-presence.js';
import { chooseCallerId } from './choose-caller-id.js';
import { chooseDialDevice } from './choose-dial-device.js';
import { type DialRequest, decideDialAllowed } from './decide-dial-allowed.js';
import { decideUnknownDial, type ListedCall } from './decide-unknown-dial.js';

const now = new Date('2026-03-02T10:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

const limits = { allowedCountries: ['BG', 'RU'], dailyCap: 300 };
const request = (more: Partial<DialRequest> = {}): DialRequest => ({
  e164: '+359881234567',
  country: 'BG',
  type: 'mobile',
  isOurs: false,
  madeToday: 0,
  ...more,
});
test.each([
  ['a mobile of an allowed country', request(), null],
  ['the last call of the day', request({ madeToday: 299 }), null],
  ['one call too many', request({ madeToday: 300 }), 'daily-cap'],
  ['a premium number at home', request({ type: 'premium' }), 'premium-number'],
  ['a short number', request({ type: 'short', country: null }), 'short-number'],
  ['a country nobody allowed', request({ country: 'SO' }), 'country-not-allowed'],
  ['a country that cannot be told', request({ country: null }), 'country-not-allowed'],
  ['one of our own numbers', request({ isOurs: true }), 'own-number'],
  ['something that is no number', request({ e164: null }), 'not-a-number'],
])('%s may be dialled or not', (_, asked, expected) => expect(decideDialAllowed(asked, limits)).toBe(expected));

const browser = { id: 'b', kind: 'browser', address: 'ivan_1', enabled: true } as const;
const desk = { id: 'd', kind: 'sip', address: 'sip:ivan@pbx.example', enabled: true } as const;
const mobile = { id: 'm', kind: 'mobile', address: '+359880000001', enabled: true } as const;
const person = (more: Partial<PersonPresence> = {}): PersonPresence => ({
  personId: 'ivan',
  chosen: { status: 'break', reason: null, until: null, at: now },
  calls: [],
  simultaneousCalls: 1,
  wrapUpSince: at(-10),
  wrapUpUntil: at(20),
  tabs: [{ tab: 'tab-one', softphone: true, activeAt: now, expiresAt: at(30) }],
  devices: [mobile, desk, browser],
  ...more,
});
test.each([
  ['the browser rings first, in wrap-up and on a break too', person(), 'b'],
  [
    'a lapsed tab does not ring: the desk phone',
    person({ tabs: [{ tab: 'tab-one', softphone: true, activeAt: now, expiresAt: now }] }),
    'd',
  ],
  [
    'a tab without its telephone does not ring',
    person({ tabs: [{ tab: 'tab-one', softphone: false, activeAt: now, expiresAt: at(30) }] }),
    'd',
  ],
  ['the mobile when there is nothing else', person({ tabs: [], devices: [browser, mobile] }), 'm'],
  ['a desk phone that is switched off is none', person({ tabs: [], devices: [{ ...desk, enabled: false }, mobile] }), 'm'],
])('%s', (_, presence, id) => expect(chooseDialDevice(presence, now)).toMatchObject({ kind: 'device', device: { id } }));
test.each([
  ['a person who is on a call', person({ calls: [{ callId: 'c', since: now }] }), 'on-call'],
  [
    'a person on one call of two, whose browser carries it',
    person({ calls: [{ callId: 'c', since: now }], simultaneousCalls: 2, devices: [] }),
    'on-call',
  ],
  ['a closed console and nothing else', person({ tabs: [], devices: [browser] }), 'no-device'],
])('%s: no telephone rings', (_, presence, reason) => expect(chooseDialDevice(presence, now)).toEqual({ kind: 'none', reason }));

const numbers = [
  { e164: '+35924000001', country: 'BG', departmentId: 'sales' },
  { e164: '+74950000001', country: 'RU', departmentId: 'sales' },
  { e164: '+74950000002', country: 'RU', departmentId: 'service' },
];
test.each([
  ['the department’s number of the client’s country', ['sales'], 'RU', '+74950000001'],
  ['else its first', ['sales'], 'DE', '+35924000001'],
  ['else one of the next department', ['empty', 'service'], 'BG', '+74950000002'],
  ['else none', ['empty'], 'BG', null],
])('the client is shown %s', (_, departments, country, expected) => expect(chooseCallerId(numbers, departments, country)).toBe(expected));

const dial = { claimedAt: now, to: 'client:ivan_1', callerId: '+35924000001' };
const listed = (more: Partial<ListedCall> = {}): ListedCall => ({
  providerCallId: 'CA1',
  parentProviderCallId: null,
  from: dial.callerId,
  to: dial.to,
  createdAt: at(1),
  ...more,
});
test.each([
  ['found in the list', [listed()], at(15), { kind: 'made', providerCallId: 'CA1' }],
  ['begun in the same second', [listed({ createdAt: at(-0.5) })], at(15), { kind: 'made', providerCallId: 'CA1' }],
  [
    'two found: the first',
    [listed({ providerCallId: 'CA2', createdAt: at(9) }), listed()],
    at(15),
    { kind: 'made', providerCallId: 'CA1' },
  ],
  ['not there yet', [], at(15), { kind: 'wait' }],
  ['never there', [], at(91), { kind: 'not-made' }],
  ['an older call is another', [listed({ createdAt: at(-3) })], at(91), { kind: 'not-made' }],
  ['a much later call is another', [listed({ createdAt: at(61) })], at(91), { kind: 'not-made' }],
  ['a call from another number is another', [listed({ from: '+1' })], at(91), { kind: 'not-made' }],
  ['a call of another click is another', [listed({ providerCallId: 'TAKEN' })], at(91), { kind: 'not-made' }],
  ['a child leg is none', [listed({ parentProviderCallId: 'CA0' })], at(91), { kind: 'not-made' }],
])('an unanswered dial, %s', (_, calls, moment, expected) =>
  expect(decideUnknownDial(dial, calls, new Set(['TAKEN']), moment)).toEqual(expected),
);
test('a call that may be another’s is never taken for a click’s', () => {
  expect(decideUnknownDial(dial, [listed()], new Set(), at(15), true)).toEqual({ kind: 'wait' });
  expect(decideUnknownDial(dial, [listed()], new Set(), at(91), true)).toEqual({ kind: 'not-made' });
});
