import {
  decideQueueOffers,
  expectedWait,
  type QueueOffer,
  type QueuePlace,
  queueDevice,
  type RoutePerson,
  staffOf,
} from '@ringbase/domain';
import fc from 'fast-check';
import { person } from '../testing/route-facts.js';

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 10, 0, second));
const place = (callId: string, more: Partial<QueuePlace> = {}): QueuePlace => ({
  callId,
  since: at(0),
  personId: null,
  ownerId: null,
  strategy: 'in-order',
  ringSeconds: 20,
  group: ['ivan', 'maria', 'anna'],
  ...more,
});
const people = (...ones: RoutePerson[]) => Object.fromEntries(ones.map((one) => [one.id, one]));
const everybody = people(person('ivan'), person('maria'), person('anna'));
const offer = (callId: string, personId: string, over: boolean): QueueOffer => ({
  callId,
  personId,
  offeredAt: at(0),
  overAt: over ? at(20) : null,
  inVain: over,
});

test.each<[string, readonly QueuePlace[], Readonly<Record<string, RoutePerson>>, readonly QueueOffer[], readonly string[]]>([
  ['one who waits is offered to the first of the group', [place('a')], everybody, [], ['a>ivan']],
  ['whoever came first is served first', [place('late', { since: at(5) }), place('early')], people(person('ivan')), [], ['early>ivan']],
  ['two who wait are offered to two', [place('a'), place('b', { since: at(1) })], everybody, [], ['a>ivan', 'b>maria']],
  ['who rings already is rung for nobody else', [place('b')], people(person('ivan')), [offer('a', 'ivan', false)], []],
  ['while one rings in order the next waits', [place('a')], everybody, [offer('a', 'ivan', false)], []],
  ['who did not answer is followed by the next', [place('a')], everybody, [offer('a', 'ivan', true)], ['a>maria']],
  [
    'when everybody was rung it begins anew',
    [place('a')],
    everybody,
    [offer('a', 'ivan', true), offer('a', 'maria', true), offer('a', 'anna', true)],
    ['a>ivan'],
  ],
  ['all at once ring all', [place('a', { strategy: 'all' })], everybody, [], ['a>ivan', 'a>maria', 'a>anna']],
  [
    'of all at once those who ring already are not rung again',
    [place('a', { strategy: 'all' })],
    everybody,
    [offer('a', 'ivan', false)],
    ['a>maria', 'a>anna'],
  ],
  ['the caller’s own manager is asked first', [place('a', { ownerId: 'anna' })], everybody, [], ['a>anna']],
  [
    'an own manager outside the group is asked, too',
    [place('a', { ownerId: 'petar' })],
    { ...everybody, petar: person('petar') },
    [],
    ['a>petar'],
  ],
  ['who waits for his own manager alone is offered to nobody else', [place('a', { personId: 'ivan' })], people(person('maria')), [], []],
  [
    'who talks, has a break, is away or was dismissed is not rung',
    [place('a', { strategy: 'all' })],
    people(person('ivan', { presence: 'on-call' }), person('maria', { presence: 'break' }), person('anna', { dismissed: true })),
    [],
    [],
  ],
  [
    'who has a mobile alone is not rung for the queue',
    [place('a')],
    people(person('ivan', { devices: [{ id: 'm', kind: 'mobile', address: '+359878000001', routable: true }] })),
    [],
    [],
  ],
  ['nobody waits', [], everybody, [], []],
])('%s', (_, places, known, offers, expected) => {
  expect(decideQueueOffers(places, known, offers, at(59)).map(({ callId, personId }) => `${callId}>${personId}`)).toEqual(expected);
});

test('whatever the queue looks like, nobody is rung for two, and none but those who can be', () => {
  const ids = ['ivan', 'maria', 'anna', 'petar'];
  const anyPerson = (id: string) =>
    fc
      .record({ presence: fc.constantFrom('available' as const, 'on-call' as const, 'offline' as const), dismissed: fc.boolean() })
      .map((more) => person(id, more));
  const anyPlace = fc.record({
    callId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    since: fc.integer({ min: 0, max: 50 }).map(at),
    strategy: fc.constantFrom('all' as const, 'in-order' as const, 'longest-idle' as const, 'round-robin' as const),
    personId: fc.option(fc.constantFrom(...ids)),
    ownerId: fc.option(fc.constantFrom(...ids)),
  });
  const anyOffer = fc.record({ callId: fc.constantFrom('a', 'b', 'c', 'd', 'e'), personId: fc.constantFrom(...ids), over: fc.boolean() });
  fc.assert(
    fc.property(
      fc.uniqueArray(anyPlace, { selector: ({ callId }) => callId }),
      fc.tuple(...ids.map(anyPerson)),
      fc.array(anyOffer),
      (places, known, told) => {
        const offers = told.map((one) => offer(one.callId, one.personId, one.over));
        const rings = decideQueueOffers(
          places.map((one) => place(one.callId, one)),
          people(...known),
          offers,
          at(59),
        );
        const rung = rings.map(({ personId }) => personId);
        expect(new Set(rung).size).toBe(rung.length);
        for (const id of rung) {
          expect(known.find((one) => one.id === id)).toMatchObject({ presence: 'available', dismissed: false });
          expect(offers.some(({ personId, overAt }) => personId === id && overAt === null)).toBe(false);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('who was rung in vain is left in peace for ten seconds, whoever waits', () => {
  const offers = [offer('a', 'ivan', true)];
  expect(decideQueueOffers([place('b')], people(person('ivan')), offers, at(29))).toEqual([]);
  expect(decideQueueOffers([place('b')], people(person('ivan')), offers, at(30))).toEqual([{ callId: 'b', personId: 'ivan' }]);
});

test('a clock that was set back lets whoever was rung in vain rest no longer for it; two replicas may differ by two seconds', () => {
  const offers = [offer('a', 'ivan', true)];
  const rungAt = (now: Date) => decideQueueOffers([place('b')], people(person('ivan')), offers, now);
  expect([rungAt(at(18)), rungAt(at(17)), rungAt(at(-3_600))].map((rings) => rings.length)).toEqual([0, 1, 1]);
});

test('whose caller was taken by another is rung for the next at once', () => {
  const offers = [{ ...offer('a', 'ivan', true), inVain: false }];
  expect(decideQueueOffers([place('b')], people(person('ivan')), offers, at(21))).toHaveLength(1);
});

test('a browser comes before a desk phone, and a mobile never', () => {
  const device = (kind: 'browser' | 'sip' | 'mobile', routable = true) => ({ id: kind, kind, address: kind, routable });
  expect(queueDevice(person('ivan', { devices: [device('mobile'), device('sip'), device('browser')] }))?.kind).toBe('browser');
  expect(queueDevice(person('ivan', { devices: [device('sip'), device('browser', false)] }))?.kind).toBe('sip');
  expect(queueDevice(person('ivan', { devices: [device('mobile')] }))).toBeNull();
});

test.each([
  ['the first of an empty queue with two who serve', { waiting: 0, position: null, handlingSeconds: 120 }, 2, 60],
  ['the third with one who serves', { waiting: 5, position: 3, handlingSeconds: 100 }, 1, 300],
  ['nothing was measured yet', { waiting: 0, position: 1, handlingSeconds: null }, 1, 180],
  ['nobody serves', { waiting: 1, position: null, handlingSeconds: 60 }, 0, 120],
])('the wait is expected for %s', (_, facts, staff, expected) => {
  expect(expectedWait(facts, staff)).toBe(expected);
});

const mobile = { id: 'm', kind: 'mobile' as const, address: '+359878000001', routable: true };
const desk = { id: 's', kind: 'sip' as const, address: 'sip:a', routable: true };
const asleep = { ...desk, routable: false };
test.each<[string, Partial<RoutePerson>, number]>([
  ['who is there serves', {}, 1],
  ['who talks serves, though nothing of his may ring now', { presence: 'on-call', devices: [asleep] }, 1],
  ['who wraps up serves', { presence: 'wrap-up', devices: [asleep] }, 1],
  ['who talks on his mobile and has nothing else does not', { presence: 'on-call', devices: [{ ...mobile, routable: false }] }, 0],
  ['who has a mobile alone does not', { devices: [mobile] }, 0],
  ['whose browser has no telephone does not', { devices: [{ ...asleep, kind: 'browser' }] }, 0],
  ['who has a break without an end does not', { presence: 'break' }, 0],
  ['who is busy without an end does not', { presence: 'busy', backAt: null }, 0],
  ['who is back from his break while the caller waits serves', { presence: 'break', backAt: at(40) }, 1],
  ['who is back when the caller was sent on does not', { presence: 'break', backAt: at(50) }, 0],
  ['who is back with a mobile alone does not', { presence: 'break', backAt: at(40), devices: [mobile] }, 0],
  ['who is away does not', { presence: 'away' }, 0],
  ['who was dismissed does not', { dismissed: true }, 0],
])('of a queue that is left at second 45 %s', (_, more, expected) => expect(staffOf([person('a', more)], at(45))).toBe(expected));
