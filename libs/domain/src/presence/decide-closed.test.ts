import { type DepartmentOfPerson, decideClosed } from '@ringbase/domain';

/** A Monday, seven in the evening in Sofia. */
const now = new Date('2026-03-02T17:00:00Z');
const nine = 9 * 60;
const everyDay = (from: number, until: number) => ({
  week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from, until }]])),
  holidays: [],
  specialDays: [],
});
const department = (more: Partial<DepartmentOfPerson> = {}): DepartmentOfPerson => ({
  hours: everyDay(nine, 18 * 60),
  timeZone: 'Europe/Sofia',
  scriptAsks: true,
  ...more,
});

test.each<[string, DepartmentOfPerson[], { opensAt: Date | null } | null]>([
  ['his department is closed', [department()], { opensAt: new Date('2026-03-03T07:00:00Z') }],
  ['it is open', [department({ hours: everyDay(nine, 20 * 60) })], null],
  ['it is still open by the clock of its own zone', [department({ timeZone: 'Europe/London' })], null],
  ['it has no hours', [department({ hours: null })], null],
  ['it has hours that its script does not ask for', [department({ scriptAsks: false })], null],
  ['of two one is open', [department(), department({ hours: null })], null],
  [
    'of two the first to open tells',
    [department(), department({ hours: everyDay(7 * 60, 18 * 60) })],
    { opensAt: new Date('2026-03-03T05:00:00Z') },
  ],
  ['it never opens', [department({ hours: { week: {}, holidays: [], specialDays: [] } })], { opensAt: null }],
  ['he works in none', [], null],
])('is a person out of hours: %s', (_, departments, expected) => {
  expect(decideClosed(departments, now)).toEqual(expected);
});
