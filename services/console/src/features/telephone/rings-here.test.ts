import { ringsHere, untilLapse } from './rings-here.js';

const now = Date.parse('2026-03-02T12:00:00Z');
const claimed = (claimedUntil: string | null) => ({ claimedUntil });

test.each([
  ['nothing rings', undefined, null],
  ['what rings is claimed by nobody', [claimed(null)], null],
  ['a claim is looked at again just after it lapses', [claimed('2026-03-02T12:00:10Z')], 10_500],
  ['the first one to lapse counts', [claimed('2026-03-02T12:00:10Z'), claimed(null), claimed('2026-03-02T12:00:04Z')], 4_500],
  ['one that has lapsed by this clock is asked about again soon, not at once', [claimed('2026-03-02T11:59:00Z')], 500],
])('%s', (_, cards, expected) => {
  expect(untilLapse(cards, now)).toBe(expected);
});

const card = (callId: string, more: object = {}) => ({
  callId,
  ringing: true,
  takenBy: null,
  claimedByMe: false,
  startedAt: '2026-03-02T11:59:50Z',
  ...more,
});

test.each([
  ['what rings longest comes first', [card('late', { startedAt: '2026-03-02T11:59:55Z' }), card('early')], [], [], ['early', 'late']],
  ['what another tab of mine has claimed rings no more', [card('a', { claimedByMe: true })], [], [], []],
  ['nor what a colleague has taken', [card('a', { takenBy: { id: 'anna', name: 'Anna' } })], [], [], []],
  ['nor what is over', [card('a', { ringing: false })], [], [], []],
  ['what was declined here is gone, though it rings on elsewhere', [card('a'), card('b')], ['a'], [], ['b']],
  ['until it rings here again', [card('a')], ['a'], ['a'], ['a']],
])('%s', (_, cards, declined, legs, expected) => {
  const rings = ringsHere(
    cards,
    new Set<string>(declined),
    legs.map((callId) => ({ callId })),
  );
  expect(rings.map(({ callId }) => callId)).toEqual(expected);
});
