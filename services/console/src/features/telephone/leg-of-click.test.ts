import { legOfClick } from './leg-of-click.js';

const leg = (callSid: string, callId: string | null = null) => ({ callSid, callId, from: '+35921111' });

test.each([
  ['the leg that the click names is the click’s', [leg('CA1'), leg('CA2')], { providerCallId: 'CA2' }, 'CA2'],
  ['a caller’s leg that came without a card during the click is not', [leg('CA1')], { providerCallId: 'CA2' }, undefined],
  ['until the phone company has named one nothing is taken for it', [leg('CA1')], { providerCallId: null }, undefined],
  ['without a click nothing is', [leg('CA1')], undefined, undefined],
] as const)('%s', (_, legs, intent, expected) => {
  expect(legOfClick(legs, intent)?.callSid).toBe(expected);
});
