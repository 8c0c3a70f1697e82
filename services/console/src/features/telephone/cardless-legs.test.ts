import { callerOfLeg, cardlessLegs } from './cardless-legs.js';

const leg = (callSid: string, callId: string | null) => ({ callSid, callId, from: null });
const card = { callId: 'call-1' };

test.each([
  ['a leg with its card has one', [leg('CA1', 'call-1')], [card], null, []],
  ['a leg of a call that the server does not tell of has none', [leg('CA1', 'call-2')], [card], null, ['CA1']],
  ['nor has one that names no call', [leg('CA1', null)], [card], null, ['CA1']],
  ['nor any while nothing could be asked', [leg('CA1', 'call-1')], undefined, null, ['CA1']],
  ['what has just been picked up here rings no more', [leg('CA1', null)], [], { callSid: 'CA1' }, []],
] as const)('%s', (_, legs, cards, talk, expected) => {
  expect(cardlessLegs(legs, cards, talk).map(({ callSid }) => callSid)).toEqual(expected);
});

test.each([
  ['a number is shown as the phone company gives it', '+359888123456', true, '+359888123456'],
  ['not to one who may not see numbers', '+359888123456', false, null],
  ['a withheld number is called so', 'Anonymous', true, 'withheld'],
  ['by its stand-in, too', '+266696687', true, 'withheld'],
  ['an address that is no number tells nothing', 'client:ivan', true, null],
  ['a leg that says nothing tells nothing', null, true, null],
])('%s', (_, from, seesNumbers, expected) => {
  expect(callerOfLeg({ from }, seesNumbers)).toBe(expected);
});
