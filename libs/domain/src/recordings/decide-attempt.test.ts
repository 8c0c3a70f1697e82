import { decideNextAttempt, failureOfStatus, MOST_FETCH_ATTEMPTS } from './decide-attempt.js';

const now = new Date('2026-03-02T10:00:00Z');

test.each([
  [1, '2026-03-02T10:00:05Z'],
  [2, '2026-03-02T10:00:15Z'],
  [3, '2026-03-02T10:01:00Z'],
  [4, '2026-03-02T10:05:00Z'],
  [5, '2026-03-02T10:30:00Z'],
  [6, '2026-03-02T12:00:00Z'],
  [7, '2026-03-02T16:00:00Z'],
])('after attempt %i the next is at %s', (attempts, at) =>
  expect(decideNextAttempt(attempts, 'not-found', now)).toEqual({ kind: 'retry', at: new Date(at) }),
);

test('the eighth attempt is the last', () => {
  expect(MOST_FETCH_ATTEMPTS).toBe(8);
  expect(decideNextAttempt(8, 'provider-error', now)).toEqual({ kind: 'give-up' });
});

test('what is too large stays too large', () => expect(decideNextAttempt(1, 'too-large', now)).toEqual({ kind: 'give-up' }));

test.each([
  [200, null],
  [404, 'not-found'],
  [401, 'unauthorised'],
  [403, 'unauthorised'],
  [302, 'provider-error'],
  [400, 'provider-error'],
  [429, 'provider-error'],
  [500, 'provider-error'],
])('an answer %i means %p', (status, failure) => expect(failureOfStatus(status)).toBe(failure));
