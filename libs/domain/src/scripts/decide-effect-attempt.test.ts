import { decideEffectAttempt, decideRequest, MOST_EFFECT_ATTEMPTS } from './decide-effect-attempt.js';

const now = new Date('2026-03-02T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test.each([
  ['the first failure is tried again after two seconds', 1, { kind: 'retry', at: new Date('2026-03-02T10:00:02Z') }],
  ['the second after ten', 2, { kind: 'retry', at: new Date('2026-03-02T10:00:10Z') }],
  ['the fourth after five minutes', 4, { kind: 'retry', at: new Date('2026-03-02T10:05:00Z') }],
  ['the fifth is the last', MOST_EFFECT_ATTEMPTS, { kind: 'give-up' }],
])('%s', (_, attempts, expected) => expect(decideEffectAttempt(attempts, now)).toEqual(expected));

test.each([
  ['what is taken up at once has the block’s whole time', { attempts: 1, askedAt: now, seconds: 5 }, { kind: 'ask', deadlineMs: 5000 }],
  ['what is taken up late has the rest of it', { attempts: 1, askedAt: ago(2), seconds: 5 }, { kind: 'ask', deadlineMs: 3000 }],
  ['after the block’s time nobody is asked', { attempts: 1, askedAt: ago(5), seconds: 5 }, { kind: 'leave', reason: 'deadline' }],
  ['what may have been asked is not asked again', { attempts: 2, askedAt: now, seconds: 5 }, { kind: 'leave', reason: 'result-unknown' }],
  [
    'a clock that was put back gives no more than the block’s time',
    { attempts: 1, askedAt: ago(-60), seconds: 5 },
    { kind: 'ask', deadlineMs: 5000 },
  ],
])('%s', (_, request, expected) => expect(decideRequest(request, now)).toEqual(expected));
