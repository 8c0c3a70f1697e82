import { type Taker, takerInRefusal, takerOf } from './taker-of.js';

const anna = { id: 'anna', name: 'Anna' };
const card = { takenBy: null, state: 'ringing', claimedByMe: true } as const;

test.each<[string, Parameters<typeof takerOf>[0], Taker]>([
  ['a colleague whom the card names', { ...card, takenBy: anna }, { kind: 'colleague', name: 'Anna' }],
  ['I, at another tab or telephone', { ...card, state: 'connected' }, { kind: 'myself' }],
  ['nobody is known while the house still hears it ring', card, { kind: 'unknown' }],
  ['nor of a call that ended without me', { ...card, state: 'ended', claimedByMe: false }, { kind: 'unknown' }],
  ['nor without a card', undefined, { kind: 'unknown' }],
])('%s', (_, given, expected) => {
  expect(takerOf(given)).toEqual(expected);
});

test.each<[string, Record<string, unknown>, Taker]>([
  ['a refused claim names a colleague', { takenBy: anna }, { kind: 'colleague', name: 'Anna' }],
  ['or me', { takenBy: { id: 'me', name: 'Ivan' } }, { kind: 'myself' }],
  ['or nobody, when it rings no longer', {}, { kind: 'unknown' }],
  ['or something else', { takenBy: 'Anna' }, { kind: 'unknown' }],
])('%s', (_, details, expected) => {
  expect(takerInRefusal(details, 'me')).toEqual(expected);
});
