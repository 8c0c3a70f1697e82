import { weekStart } from '@ringbase/domain';

test.each([
  ['on a Thursday', '2026-03-05T10:00Z', 'Europe/Sofia', '2026-03-01T22:00Z'],
  ['on Monday at its first minute', '2026-03-01T22:00Z', 'Europe/Sofia', '2026-03-01T22:00Z'],
  ['while it is still Sunday further west', '2026-03-01T22:00Z', 'UTC', '2026-02-23T00:00Z'],
  ['in a week in which the clocks go forward', '2026-03-29T12:00Z', 'Europe/Sofia', '2026-03-22T22:00Z'],
])('%s', (_, now, zone, expected) => expect(weekStart(new Date(now), zone)).toEqual(new Date(expected)));
