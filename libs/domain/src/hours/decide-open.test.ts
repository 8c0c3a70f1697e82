import { decideOpen, easterOf, type WorkingHours } from '@ringbase/domain';
import fc from 'fast-check';

const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const open = (from: string, until: string) => ({ from: clock(from), until: clock(until) });
const workday = [open('09:00', '13:00'), open('14:00', '18:00')];
const sofia: WorkingHours = {
  timeZone: 'Europe/Sofia',
  week: { 1: workday, 2: workday, 3: workday, 4: workday, 5: workday, 6: [open('22:00', '06:00')] },
  holidays: [
    { kind: 'fixed', month: 3, day: 3, name: 'Liberation Day' },
    { kind: 'easter', easter: 'orthodox', days: -2, name: 'Good Friday' },
    { kind: 'easter', easter: 'orthodox', days: 1, name: 'Easter Monday' },
    { kind: 'once', day: '2026-05-25', name: 'Moving house' },
  ],
  specialDays: [
    { day: '2026-12-24', name: 'Christmas Eve', open: [open('09:00', '12:00')] },
    { day: '2026-03-07', name: 'A Saturday that is worked', open: [open('10:00', '14:00')] },
    { day: '2026-03-04', name: 'Stocktaking', open: [] },
  ],
};

describe('a department in Sofia', () => {
  test.each([
    // Sofia is two hours ahead of UTC in winter, three in summer.
    ['2026-03-02T06:59:59Z', false, 'out-of-hours', '2026-03-02T07:00:00.000Z'],
    ['2026-03-02T07:00:00Z', true, 'in-hours', '2026-03-02T11:00:00.000Z'],
    ['2026-03-02T10:59:59Z', true, 'in-hours', '2026-03-02T11:00:00.000Z'],
    ['2026-03-02T11:00:00Z', false, 'out-of-hours', '2026-03-02T12:00:00.000Z'],
    ['2026-03-02T15:59:59Z', true, 'in-hours', '2026-03-02T16:00:00.000Z'],
    ['2026-03-03T10:00:00Z', false, 'holiday', '2026-03-05T07:00:00.000Z'],
    ['2026-03-04T10:00:00Z', false, 'special-day', '2026-03-05T07:00:00.000Z'],
    ['2026-03-07T09:00:00Z', true, 'special-day', '2026-03-07T12:00:00.000Z'],
    ['2026-03-07T21:00:00Z', false, 'special-day', '2026-03-09T07:00:00.000Z'],
    ['2026-03-14T19:59:00Z', false, 'out-of-hours', '2026-03-14T20:00:00.000Z'],
    ['2026-03-14T23:30:00Z', true, 'in-hours', '2026-03-15T04:00:00.000Z'],
    ['2026-03-15T03:59:00Z', true, 'in-hours', '2026-03-15T04:00:00.000Z'],
    ['2026-03-15T04:00:00Z', false, 'out-of-hours', '2026-03-16T07:00:00.000Z'],
    // Good Friday, the Saturday night between, Easter Monday.
    ['2026-04-10T08:00:00Z', false, 'holiday', '2026-04-11T19:00:00.000Z'],
    ['2026-04-13T08:00:00Z', false, 'holiday', '2026-04-14T06:00:00.000Z'],
    ['2026-05-25T08:00:00Z', false, 'holiday', '2026-05-26T06:00:00.000Z'],
    ['2026-12-24T09:59:00Z', true, 'special-day', '2026-12-24T10:00:00.000Z'],
    ['2026-12-24T10:00:00Z', false, 'special-day', '2026-12-25T07:00:00.000Z'],
    // The clocks go forward in the night of 29 March, inside Saturday's interval: it is an hour shorter.
    ['2026-03-28T20:00:00Z', true, 'in-hours', '2026-03-29T03:00:00.000Z'],
    ['2026-03-29T02:59:00Z', true, 'in-hours', '2026-03-29T03:00:00.000Z'],
    ['2026-03-29T03:00:00Z', false, 'out-of-hours', '2026-03-30T06:00:00.000Z'],
    // And back on 25 October: an hour longer.
    ['2026-10-24T19:00:00Z', true, 'in-hours', '2026-10-25T04:00:00.000Z'],
    ['2026-10-25T03:59:00Z', true, 'in-hours', '2026-10-25T04:00:00.000Z'],
  ])('at %s open is %s: %s, until or again at %s', (moment, isOpen, reason, next) => {
    const decision = decideOpen(sofia, new Date(moment));
    expect({ open: decision.open, reason: decision.reason }).toEqual({ open: isOpen, reason });
    expect((decision.open ? decision.until : decision.opensAt)?.toISOString()).toBe(next);
  });

  test('a holiday and a special day are named', () => {
    expect(decideOpen(sofia, new Date('2026-03-03T10:00:00Z'))).toMatchObject({ name: 'Liberation Day' });
    expect(decideOpen(sofia, new Date('2026-12-24T09:00:00Z'))).toMatchObject({ name: 'Christmas Eve' });
  });
});

test('midnight ends nothing for a department that is open day and night', () => {
  const always: WorkingHours = {
    timeZone: 'Europe/Moscow',
    week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: 0, until: 1440 }]])),
    holidays: [],
    specialDays: [],
  };
  const decision = decideOpen(always, new Date('2026-03-02T06:00:00Z'));
  expect(decision.open && decision.until > new Date('2026-03-14T00:00:00Z')).toBe(true);
});

test('a department without hours is closed, and announces no opening', () => {
  const never: WorkingHours = { timeZone: 'UTC', week: {}, holidays: [], specialDays: [] };
  expect(decideOpen(never, new Date('2026-03-02T06:00:00Z'))).toEqual({ open: false, reason: 'out-of-hours', name: null, opensAt: null });
});

test('an interval within the hour that the clocks jump over lies behind the jump', () => {
  const hours: WorkingHours = {
    timeZone: 'Europe/Sofia',
    week: { 7: [open('03:10', '03:50'), open('12:00', '13:00')] },
    holidays: [],
    specialDays: [],
  };
  // 03:00 becomes 04:00 at 01:00 UTC.
  expect(decideOpen(hours, new Date('2026-03-29T00:59:00Z'))).toMatchObject({ open: false });
  expect(decideOpen(hours, new Date('2026-03-29T01:20:00Z'))).toMatchObject({ open: true });
  expect(decideOpen(hours, new Date('2026-03-29T01:50:00Z'))).toMatchObject({ open: false });
});

test.each([
  [2024, 'orthodox', '2024-05-05'],
  [2025, 'orthodox', '2025-04-20'],
  [2026, 'orthodox', '2026-04-12'],
  [2027, 'orthodox', '2027-05-02'],
  [2026, 'western', '2026-04-05'],
  [2027, 'western', '2027-03-28'],
] as const)('Easter of %i, %s, is on %s', (year, easter, day) => {
  expect(easterOf(year, easter)).toBe(day);
});

test('whoever is told when it opens finds it open then, and closed a moment before', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (moment) => {
      const decision = decideOpen(sofia, moment);
      const turn = decision.open ? decision.until : (decision.opensAt as Date);
      expect(turn > moment).toBe(true);
      expect(decideOpen(sofia, turn).open).toBe(!decision.open);
      expect(decideOpen(sofia, new Date(turn.getTime() - 1)).open).toBe(decision.open);
    }),
    { numRuns: 500 },
  );
});
