import { firstBatch, orderGroup, type RingStrategy, type RingTarget, type RoutePerson } from '@ringbase/domain';
import { person } from '../testing/route-facts.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 10, minute));
const group = (...members: (Partial<RoutePerson> & { id: string })[]) => members.map(({ id, ...more }) => person(id, more));

test.each<[string, RingStrategy, readonly RoutePerson[], readonly string[]]>([
  ['all at once keep their order', 'all', group({ id: 'b' }, { id: 'a' }), ['b', 'a']],
  ['in order is the group’s order', 'in-order', group({ id: 'b', talksToday: 9 }, { id: 'a' }), ['b', 'a']],
  [
    'whoever talked longest ago is first, who never did before him',
    'longest-idle',
    group({ id: 'a', lastTalkAt: at(30) }, { id: 'b', lastTalkAt: at(10) }, { id: 'c' }),
    ['c', 'b', 'a'],
  ],
  ['of equals the group’s order decides', 'longest-idle', group({ id: 'a' }, { id: 'b', lastTalkAt: at(1) }, { id: 'c' }), ['a', 'c', 'b']],
  [
    'the fewest calls today, then the longest idle',
    'fewest-calls',
    group({ id: 'a', talksToday: 2 }, { id: 'b', talksToday: 1, lastTalkAt: at(9) }, { id: 'c', talksToday: 1, lastTalkAt: at(3) }),
    ['c', 'b', 'a'],
  ],
  ['nobody was rung yet: the first', 'round-robin', group({ id: 'a' }, { id: 'b' }), ['a', 'b']],
  [
    'after whoever was rung last comes the next',
    'round-robin',
    group({ id: 'a', lastRungAt: at(5) }, { id: 'b', lastRungAt: at(9) }, { id: 'c' }),
    ['c', 'a', 'b'],
  ],
  ['after the last comes the first', 'round-robin', group({ id: 'a', lastRungAt: at(5) }, { id: 'b', lastRungAt: at(9) }), ['a', 'b']],
  ['an empty group', 'round-robin', [], []],
])('%s', (_, strategy, members, expected) => {
  expect(orderGroup(members, strategy).map(({ id }) => id)).toEqual(expected);
});

const target = (personId: string, device: string): RingTarget => ({
  kind: 'browser',
  address: device,
  deviceId: device,
  personId,
  screened: false,
  parameters: {},
});
test.each<[string, RingStrategy, readonly RingTarget[], number]>([
  ['one after another: all telephones of the first', 'in-order', [target('a', '1'), target('a', '2'), target('b', '3')], 2],
  ['all at once: everybody', 'all', [target('a', '1'), target('b', '2')], 2],
  ['all at once: ten at most', 'all', Array.from({ length: 23 }, (_, index) => target(`p${index}`, `${index}`)), 10],
  ['one person’s telephones: ten at most', 'in-order', Array.from({ length: 12 }, (_, index) => target('a', `${index}`)), 10],
])('%s', (_, strategy, targets, size) => {
  const { batch, rest } = firstBatch(targets, strategy);
  expect(batch).toHaveLength(size);
  expect([...batch, ...rest]).toEqual(targets);
});
