import { holds, type RouteFacts, type RouteState, type ScriptCondition, startOf } from '@ringbase/domain';
import { facts, person } from '../testing/route-facts.js';

const monday = new Date('2026-03-02T10:00:00Z');
const script = { format: 1, start: 'a', blocks: {} } as const;
const known = {
  clientId: 'georgi',
  phoneId: 'phone',
  applicationId: 'roof',
  intendedPersonId: 'ivan',
  reason: 'open-application',
} as const;
const unknown = { clientId: null, phoneId: null, applicationId: null, intendedPersonId: null, reason: 'unknown-caller' } as const;
const state = (attribution: RouteState['attribution'] = known, variables: Record<string, string> = {}): RouteState => ({
  ...startOf('0b6a0c1e-0000-5000-8000-000000000001', script, attribution),
  variables,
});
const week = { 1: [{ from: 540, until: 1080 }] };
const withHours = (more: Partial<NonNullable<NonNullable<RouteFacts['department']>['hours']>> = {}) => {
  const base = facts();
  return { ...base, department: base.department && { ...base.department, hours: { week, holidays: [], specialDays: [], ...more } } };
};

test.each<[string, ScriptCondition, RouteState, RouteFacts, Date, boolean]>([
  ['a department without hours is open', { kind: 'open' }, state(), facts(), monday, true],
  ['noon on Monday in Sofia is within hours', { kind: 'open' }, state(), withHours(), monday, true],
  ['six in the evening is not', { kind: 'open' }, state(), withHours(), new Date('2026-03-02T16:00:00Z'), false],
  ['a Tuesday without intervals is closed', { kind: 'open' }, state(), withHours(), new Date('2026-03-03T10:00:00Z'), false],
  [
    'a holiday is one',
    { kind: 'holiday' },
    state(),
    withHours({ holidays: [{ kind: 'once', day: '2026-03-02', name: 'Moving' }] }),
    monday,
    true,
  ],
  ['an evening is no holiday', { kind: 'holiday' }, state(), withHours(), new Date('2026-03-02T16:00:00Z'), false],
  [
    'hours as they were recorded come before the hours of today',
    { kind: 'open' },
    state(),
    { ...withHours(), open: { open: false, reason: 'out-of-hours', name: null, opensAt: null } },
    monday,
    false,
  ],
  ['a client of ours is known', { kind: 'caller', is: 'known' }, state(), facts(), monday, true],
  ['a number of nobody’s is unknown', { kind: 'caller', is: 'unknown' }, state(unknown), facts(), monday, true],
  ['a withheld number is not unknown', { kind: 'caller', is: 'unknown' }, state(unknown), facts({ callerE164: null }), monday, false],
  ['a withheld number is withheld', { kind: 'caller', is: 'withheld' }, state(unknown), facts({ callerE164: null }), monday, true],
  ['an open application is known of', { kind: 'caller', is: 'with-open-application' }, state(), facts(), monday, true],
  [
    'an owner who was dismissed is none',
    { kind: 'caller', is: 'with-owner' },
    state(),
    facts({}, [person('ivan', { dismissed: true })]),
    monday,
    false,
  ],
  ['one candidate is not several', { kind: 'caller', is: 'with-several-applications' }, state(), facts(), monday, false],
  ['a number begins as asked', { kind: 'caller-number', prefixes: ['+7', '+359'] }, state(), facts(), monday, true],
  [
    'a withheld number begins with nothing',
    { kind: 'caller-number', prefixes: ['+'] },
    state(),
    facts({ callerE164: null }),
    monday,
    false,
  ],
  ['this very client', { kind: 'client', clientIds: ['georgi'] }, state(), facts(), monday, true],
  ['another client', { kind: 'client', clientIds: ['petar'] }, state(), facts(), monday, false],
  [
    'an owner on a break',
    { kind: 'owner-presence', in: ['break', 'away'] },
    state(),
    facts({}, [person('ivan', { presence: 'break' })]),
    monday,
    true,
  ],
  ['no owner has no presence', { kind: 'owner-presence', in: ['available'] }, state(unknown), facts(), monday, false],
  ['the number that was dialled', { kind: 'dialled', numbers: ['+35924000001'] }, state(), facts(), monday, true],
  ['another number of ours', { kind: 'dialled', numbers: ['+35924000002'] }, state(), facts(), monday, false],
  [
    'a variable that the script set',
    { kind: 'variable', name: 'tier', test: 'equals', value: 'gold' },
    state(known, { tier: 'gold' }),
    facts(),
    monday,
    true,
  ],
  [
    'a variable that was never set differs',
    { kind: 'variable', name: 'tier', test: 'differs', value: 'gold' },
    state(),
    facts(),
    monday,
    true,
  ],
  [
    'what every object inherits is no variable',
    { kind: 'variable', name: 'constructor', test: 'is-set', value: '' },
    state(),
    facts(),
    monday,
    false,
  ],
  [
    'numbers are compared as numbers',
    { kind: 'variable', name: 'debt', test: 'greater', value: '9' },
    state(known, { debt: '10' }),
    facts(),
    monday,
    true,
  ],
  [
    'a given variable',
    { kind: 'variable', name: 'application.status', test: 'begins-with', value: 'inter' },
    state(),
    facts(),
    monday,
    true,
  ],
  ['noon is between nine and six', { kind: 'time-of-day', from: 540, until: 1080, weekdays: [] }, state(), facts(), monday, true],
  ['on a Sunday alone it is not', { kind: 'time-of-day', from: 540, until: 1080, weekdays: [7] }, state(), facts(), monday, false],
  [
    'one in the night of Tuesday is Monday’s night',
    { kind: 'time-of-day', from: 1320, until: 360, weekdays: [1] },
    state(),
    facts(),
    new Date('2026-03-02T23:00:00Z'),
    true,
  ],
  [
    'one in the night of Monday is Sunday’s',
    { kind: 'time-of-day', from: 1320, until: 360, weekdays: [1] },
    state(),
    facts(),
    new Date('2026-03-01T23:00:00Z'),
    false,
  ],
  ['no share of none', { kind: 'share', percent: 0 }, state(), facts(), monday, false],
  ['every call of all', { kind: 'share', percent: 100 }, state(), facts(), monday, true],
  [
    'all of a yes and a no',
    {
      kind: 'all',
      of: [
        { kind: 'share', percent: 100 },
        { kind: 'share', percent: 0 },
      ],
    },
    state(),
    facts(),
    monday,
    false,
  ],
  [
    'any of a yes and a no',
    {
      kind: 'any',
      of: [
        { kind: 'share', percent: 100 },
        { kind: 'share', percent: 0 },
      ],
    },
    state(),
    facts(),
    monday,
    true,
  ],
  ['not a no', { kind: 'not', of: { kind: 'share', percent: 0 } }, state(), facts(), monday, true],
])('%s', (_, condition, given, known, at, expected) => {
  expect(holds(condition, given, known, at, 'block')).toBe(expected);
});

test('a share of thirty is about thirty calls of a hundred, and each call stays on its side', () => {
  const sides = Array.from({ length: 10_000 }, (_, index) => {
    const id = `0b6a0c1e-0000-5000-8000-${String(index).padStart(12, '0')}`;
    const one = { ...state(), callId: id };
    const side = holds({ kind: 'share', percent: 30 }, one, facts(), monday, 'block');
    expect(holds({ kind: 'share', percent: 30 }, one, facts(), monday, 'block')).toBe(side);
    return side;
  });
  const share = sides.filter(Boolean).length / 100;
  expect(share).toBeGreaterThan(28);
  expect(share).toBeLessThan(32);
});
