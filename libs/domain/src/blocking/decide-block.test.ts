import { type BlockedCaller, type BlockingFacts, type Caller, decideBlock } from '@ringbase/domain';
import fc from 'fast-check';

const now = new Date('2026-03-02T08:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const georgi = '+359888123456';
const settings = { rateEnabled: true, rateCalls: 10, rateMinutes: 10, rateBlockMinutes: 60, rateKnownClients: false };
const facts = (more: Partial<BlockingFacts> = {}): BlockingFacts => ({
  settings,
  blocks: [],
  recentCalls: 0,
  automaticBefore: 0,
  own: false,
  ...more,
});
const block = (more: Partial<BlockedCaller> = {}): BlockedCaller => ({
  id: 'block',
  kind: 'number',
  e164: georgi,
  departmentId: null,
  origin: 'person',
  until: null,
  ...more,
});
const prefix = (e164: string, more: Partial<BlockedCaller> = {}) => block({ kind: 'prefix', e164, ...more });
const withheld = block({ kind: 'withheld', e164: null });
const automatic = block({ origin: 'rate', until: inMinutes(5) });
const number: Caller = { kind: 'number', e164: georgi };
const anonymous: Caller = { kind: 'withheld' };
const sip: Caller = { kind: 'unroutable', raw: 'sip:somebody@example.com' };
const call = (caller: Caller, more: { departmentId?: string | null; known?: boolean } = {}) => ({
  callId: 'call',
  caller,
  departmentId: 'sales',
  known: false,
  ...more,
});
const by = (kind: string, until: Date | null = null) => ({ blockedCallerId: 'block', by: kind, until, begins: null });
const begins = (calls: number, ordinal = 1) => ({
  blockedCallerId: 'call',
  by: 'rate',
  until: inMinutes(60),
  begins: { e164: georgi, ordinal, calls, minutes: 10 },
});

test.each<[string, BlockingFacts, ReturnType<typeof call>, unknown]>([
  ['nobody is blocked where nothing says so', facts(), call(number), null],
  ['a blocked number is stopped', facts({ blocks: [block()] }), call(number), by('number')],
  ['another number is not', facts({ blocks: [block({ e164: '+359888123457' })] }), call(number), null],
  [
    'a number is whole: one that only begins so is not stopped by it',
    facts({ blocks: [block({ e164: '+35988812345' })] }),
    call(number),
    null,
  ],
  ['a number that begins as a blocked prefix does is stopped', facts({ blocks: [prefix('+35988')] }), call(number), by('prefix')],
  ['another prefix stops nobody', facts({ blocks: [prefix('+35987')] }), call(number), null],
  ['a block lasts until its moment', facts({ blocks: [block({ until: inMinutes(1) })] }), call(number), by('number', inMinutes(1))],
  ['at that moment it is over', facts({ blocks: [block({ until: now })] }), call(number), null],
  ['a department’s block stops who phones it', facts({ blocks: [block({ departmentId: 'sales' })] }), call(number), by('number')],
  ['and nobody who phones another', facts({ blocks: [block({ departmentId: 'service' })] }), call(number), null],
  ['a number of no department is held to the company’s', facts({ blocks: [block()] }), call(number, { departmentId: null }), by('number')],
  ['and to no department’s', facts({ blocks: [block({ departmentId: 'sales' })] }), call(number, { departmentId: null }), null],
  ['a withheld caller follows the script', facts({ blocks: [block(), prefix('+359')] }), call(anonymous), null],
  ['unless a block says so', facts({ blocks: [withheld] }), call(anonymous), by('withheld')],
  ['which stops nobody with a number', facts({ blocks: [withheld] }), call(number), null],
  ['and nobody who phones from a SIP address', facts({ blocks: [withheld, prefix('+359')] }), call(sip), null],
  ['a known client is stopped where a person blocked him', facts({ blocks: [block()] }), call(number, { known: true }), by('number')],
  ['the tenth call within ten minutes is let through', facts({ recentCalls: 9 }), call(number), null],
  ['the eleventh is stopped, and the number from now on', facts({ recentCalls: 10 }), call(number), begins(11)],
  ['the next time it is the second such block', facts({ recentCalls: 10, automaticBefore: 1 }), call(number), begins(11, 2)],
  ['while it lasts it is not begun anew', facts({ recentCalls: 10, blocks: [automatic] }), call(number), by('rate', inMinutes(5))],
  ['a known client may phone as often as he likes', facts({ recentCalls: 500 }), call(number, { known: true }), null],
  [
    'unless the setting says otherwise',
    facts({ recentCalls: 10, settings: { ...settings, rateKnownClients: true } }),
    call(number, { known: true }),
    begins(11),
  ],
  [
    'nobody is blocked by himself where that is off',
    facts({ recentCalls: 500, settings: { ...settings, rateEnabled: false } }),
    call(number),
    null,
  ],
  ['nor where there are no settings', facts({ recentCalls: 500, settings: null }), call(number), null],
  ['a withheld caller has no number to count', facts({ recentCalls: 500 }), call(anonymous), null],
  ['a telephone of our own is never blocked by itself', facts({ recentCalls: 500, own: true }), call(number), null],
  ['nor by a block that began before it was ours', facts({ blocks: [automatic], own: true }), call(number), null],
  ['nor by a prefix that happens to cover it', facts({ blocks: [prefix('+359')], own: true }), call(number), null],
  ['but by a person who blocks just it', facts({ blocks: [block()], own: true }), call(number), by('number')],
  [
    'the number itself counts before how it begins',
    facts({ blocks: [prefix('+35988', { id: 'wide' }), block()] }),
    call(number),
    by('number'),
  ],
  [
    'a longer beginning before a shorter one',
    facts({ blocks: [prefix('+35988', { id: 'wide' }), prefix('+3598881')] }),
    call(number),
    by('prefix'),
  ],
  [
    'a person’s block before one that came by itself',
    facts({ blocks: [{ ...automatic, id: 'automatic' }, block()] }),
    call(number),
    by('number'),
  ],
])('%s', (_, given, who, expected) => expect(decideBlock(given, who, now)).toEqual(expected));

const anyBlock = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('number' as const, 'prefix' as const),
  e164: fc.integer({ min: 4, max: georgi.length }).map((length) => georgi.slice(0, length)),
  departmentId: fc.constantFrom(null, 'sales', 'service'),
  origin: fc.constantFrom('person' as const, 'rate' as const),
  until: fc.option(fc.integer({ min: -5, max: 5 }).map(inMinutes)),
});

test('the order in which blocks are read decides nothing', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (blocks, chance) => {
      const shuffled = blocks.map((each) => ({ each, at: chance.next().value ?? 0 })).toSorted((a, b) => a.at - b.at);
      const again = facts({ blocks: shuffled.map(({ each }) => each) });
      expect(decideBlock(again, call(number), now)).toEqual(decideBlock(facts({ blocks }), call(number), now));
    }),
  );
});

test('a telephone of our own is stopped by nothing that no person put on just it', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), fc.nat(2000), fc.boolean(), (blocks, recentCalls, rateKnownClients) => {
      const own = facts({ blocks, recentCalls, own: true, settings: { ...settings, rateKnownClients } });
      const stopped = decideBlock(own, call(number), now);
      const stopper = blocks.find(({ id }) => id === stopped?.blockedCallerId);
      expect(stopped === null || (stopper?.kind === 'number' && stopper.origin === 'person')).toBe(true);
    }),
  );
});
