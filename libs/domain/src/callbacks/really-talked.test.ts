import { type CallEvent, projectCall, REAL_TALK_SECONDS, reallyTalked } from '@ringbase/domain';
import { asked, consulting, decided, joined, leg, lifted, over } from '../testing/control-story.js';

test.each([
  ['a talk of a minute', 'answered', 60, true],
  ['just long enough', 'answered', REAL_TALK_SECONDS, true],
  ['put down at once: a wrong button, an answering machine', 'answered', REAL_TALK_SECONDS - 0.5, false],
  ['how long is not known yet', 'answered', null, false],
  ['a call that still goes on', null, 60, false],
  ['a voice message is no talk, however long', 'voicemail', 60, false],
  ['nobody answered', 'missed', null, false],
] as const)('%s', (_, outcome, talkSeconds, expected) => expect(reallyTalked({ outcome, talkSeconds, control: null })).toBe(expected));

const gone = (events: readonly CallEvent[], second: number) => [...events, leg('caller', 'completed', second)];
const blind = [...lifted, asked('blind', 20), leg('ivan', 'completed', 20)];
const back = [...blind, over('no-answer', 45), asked('back', 45, 4)];

test.each<[string, readonly CallEvent[], boolean]>([
  ['sent on, and he hangs up while it rings there', gone(blind, 30), false],
  ['nobody took him, and he hangs up at once', gone([...blind, over('no-answer', 45)], 45), false],
  ['nobody took him, and he hangs up while who sent him on is rung himself', gone(back, 50), false],
  [
    'in the mailbox',
    gone(
      [...back, over('no-answer', 65, 4), { key: 'sent-on', at: blind[0]!.at, kind: 'sent-on', body: { step: 5, to: 'voicemail' } }],
      70,
    ),
    false,
  ],
  ['sent on, and taken', gone([...blind, leg('maria', 'answered', 25, 3), joined('maria', 3, 25)], 60), true],
  ['taken back by who had sent him on', gone([...back, leg('maria', 'answered', 50, 4), joined('maria', 4, 50)], 80), true],
  [
    'somebody was to be spoken to first, and did not come: who asked is there all the time',
    gone([...lifted, asked('warm', 20), over('no-answer', 45)], 60),
    true,
  ],
  ['handed on after a word', gone([...consulting, decided('handed-on', 20), leg('ivan', 'completed', 20)], 60), true],
])('%s: talked %p', (_, events, expected) => {
  const call = projectCall(events);
  expect(call).toMatchObject({ state: 'ended', outcome: 'answered' });
  expect(reallyTalked(call!)).toBe(expected);
});
