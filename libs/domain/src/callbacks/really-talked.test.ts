import { REAL_TALK_SECONDS, reallyTalked } from '@ringbase/domain';

test.each([
  ['a talk of a minute', 'answered', 60, true],
  ['just long enough', 'answered', REAL_TALK_SECONDS, true],
  ['put down at once: a wrong button, an answering machine', 'answered', REAL_TALK_SECONDS - 0.5, false],
  ['how long is not known yet', 'answered', null, false],
  ['a call that still goes on', null, 60, false],
  ['a voice message is no talk, however long', 'voicemail', 60, false],
  ['nobody answered', 'missed', null, false],
] as const)('%s', (_, outcome, talkSeconds, expected) => expect(reallyTalked({ outcome, talkSeconds })).toBe(expected));
