import { decideNight, stepsOfNight } from './decide-night.js';

const SOFIA = 'Europe/Sofia';

test.each([
  [
    'three in the morning by the company’s clock',
    '2026-03-10T01:00:00Z',
    SOFIA,
    '2026-03-10',
    '2026-03-03T01:00:00Z',
    '2026-03-10T01:00:00Z',
  ],
  [
    'a minute before it is still yesterday’s night',
    '2026-03-10T00:59:00Z',
    SOFIA,
    '2026-03-09',
    '2026-03-02T01:00:00Z',
    '2026-03-09T01:00:00Z',
  ],
  [
    'whoever was off at night looks when he is back',
    '2026-03-10T14:00:00Z',
    SOFIA,
    '2026-03-10',
    '2026-03-03T01:00:00Z',
    '2026-03-10T01:00:00Z',
  ],
  [
    'another zone has another night',
    '2026-03-10T01:00:00Z',
    'America/New_York',
    '2026-03-09',
    '2026-03-02T08:00:00Z',
    '2026-03-09T07:00:00Z',
  ],
  [
    'three o’clock that the clocks jump over is four',
    '2026-03-29T01:00:00Z',
    SOFIA,
    '2026-03-29',
    '2026-03-22T01:00:00Z',
    '2026-03-29T01:00:00Z',
  ],
  [
    'three o’clock that comes twice counts at its first coming',
    '2026-10-25T00:30:00Z',
    SOFIA,
    '2026-10-25',
    '2026-10-18T00:00:00Z',
    '2026-10-25T00:00:00Z',
  ],
])('%s', (_, now, zone, night, since, until) =>
  expect(decideNight(new Date(now), zone)).toEqual({ night, since: new Date(since), until: new Date(until) }),
);

test('a week is looked at by the provider’s days, calls before what needs them, and proved last', () => {
  const since = new Date('2026-03-03T01:00:00Z');
  const steps = stepsOfNight({ since, until: new Date('2026-03-10T01:00:00Z') });
  expect(steps.map((step) => step.kind)).toEqual([
    'dials',
    ...Array<string>(8).fill('calls'),
    'forgotten',
    'rooms',
    ...Array<string>(8).fill('recordings'),
    'awaited',
    'proof',
  ]);
  expect(steps[1]).toEqual({ kind: 'calls', from: since, until: new Date('2026-03-04T00:00:00Z') });
  expect(steps[8]).toEqual({ kind: 'calls', from: new Date('2026-03-10T00:00:00Z'), until: new Date('2026-03-10T01:00:00Z') });
});

test('a period of no length has nothing to list', () => {
  const at = new Date('2026-03-03T00:00:00Z');
  expect(stepsOfNight({ since: at, until: at }).map((step) => step.kind)).toEqual(['dials', 'forgotten', 'rooms', 'awaited', 'proof']);
});
