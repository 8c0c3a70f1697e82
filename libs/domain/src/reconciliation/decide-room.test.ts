import { decideConferenceDifferences, decideQueueDifferences, type Occupant } from './decide-room.js';

const now = new Date('2026-03-02T03:00:00Z');
const one = (providerCallId: string, known: Occupant['known'], seconds: number | null = 300): Occupant => ({
  providerCallId,
  known,
  since: seconds === null ? null : new Date(now.getTime() - seconds * 1000),
});

test.each<[string, Occupant[], object[]]>([
  ['a conference of people on the line here is as it should be', [one('a', 'answered'), one('b', 'answered')], []],
  ['an empty one ends by itself', [], []],
  ['all of its calls are over here', [one('a', 'ended'), one('b', 'ended')], [{ kind: 'conference-open-there', providerId: 'CF' }]],
  ['one of its calls is over here', [one('a', 'answered'), one('b', 'ended')], [{ kind: 'participant-over-here', providerId: 'b' }]],
  [
    'somebody is in it of whom nobody told',
    [one('a', 'ended'), one('b', null)],
    [
      { kind: 'participant-over-here', providerId: 'a' },
      { kind: 'participant-missing-here', providerId: 'b' },
    ],
  ],
  ['who has just come may still be told', [one('a', null, 20)], []],
  [
    'while somebody has just come it is not called over',
    [one('a', 'ended'), one('b', 'answered', 20)],
    [{ kind: 'participant-over-here', providerId: 'a' }],
  ],
  ['nobody says since when he is there', [one('a', null, null)], [{ kind: 'participant-missing-here', providerId: 'a' }]],
])('%s', (_, participants, expected) =>
  expect(decideConferenceDifferences({ providerConferenceId: 'CF', participants }, now)).toEqual(expected),
);

test.each<[string, Occupant[], object[]]>([
  ['who waits here and there is as it should be', [one('a', 'answered')], []],
  ['who waits for a call that is over here', [one('a', 'ended')], [{ kind: 'queue-member-over-here', providerId: 'a' }]],
  ['who waits and was never told of', [one('a', null)], [{ kind: 'queue-member-missing-here', providerId: 'a' }]],
  ['who has just come may still be told', [one('a', 'ended', 59)], []],
])('%s', (_, members, expected) => expect(decideQueueDifferences(members, now)).toEqual(expected));
