import type { CallEvent, SettleFacts } from '@ringbase/domain';
import {
  asked,
  at,
  begun,
  by,
  consulting,
  decided,
  joined,
  leg,
  lifted,
  lifting,
  out,
  over,
  redirected,
  settle,
  talk,
  told,
} from '../../testing/control-story.js';

const toMailbox: readonly CallEvent[] = [
  ...lifted,
  asked('blind', 12),
  leg('ivan', 'completed', 13),
  told('caller', 'held', 2, 12),
  told('caller', 'unheld', 3, 37),
  over('no-answer', 37),
  { key: 'sent-on:4', at: at(38), kind: 'sent-on', body: { step: 4, to: 'voicemail' } },
];
/** He has come to where he was sent, and speaks after the tone. */
const speaks: readonly CallEvent[] = [
  ...toMailbox,
  redirected('caller', 4, 38),
  { key: 'left:caller:4', at: at(39), kind: 'left', body: { legId: 'caller', providerCallId: 'caller', step: 4 } },
];
/** Handed on at 20 to Maria, who is said to have hung up at this second; Ivan was let go meanwhile. */
const goneAsHandedOn = (second: number): readonly CallEvent[] => [
  ...consulting,
  decided('handed-on', 20),
  told('caller', 'unheld', 4, 20),
  leg('ivan', 'completed', 21),
  leg('maria', 'completed', second, 3),
];

test.each<[string, readonly CallEvent[], number, Partial<SettleFacts>, object]>([
  [
    'with nobody to come into whose conference it comes, the other side is hung up on',
    [...talk, begun, lifting, by('held', 10), leg('ivan', 'completed', 10), joined('caller', 1, 11)],
    11,
    {},
    { requests: [{ kind: 'end', providerCallId: 'caller' }] },
  ],
  [
    'nobody took it and nobody is left: whoever asked is asked himself',
    [...lifted, asked('blind', 12), leg('ivan', 'completed', 13), over('no-answer', 37)],
    38,
    {},
    { events: [{ kind: 'asked', body: { mode: 'back', targets: [{ personId: 'ivan' }] } }] },
  ],
  [
    'he cannot be reached: the mailbox',
    [...lifted, asked('blind', 12), leg('ivan', 'completed', 13), over('no-answer', 37)],
    38,
    { back: null },
    { events: [{ kind: 'sent-on', body: { to: 'voicemail' } }] },
  ],
  [
    'who is on the way to the mailbox is not sent there again',
    [...toMailbox, redirected('caller', 4, 38)],
    39,
    {},
    { requests: [], events: [], next: at(48) },
  ],
  ['who does not come there is', [...toMailbox, redirected('caller', 4, 38)], 48, {}, { requests: [{ kind: 'send-on', step: 4 }] }],
  ['who has come there is left to speak', speaks, 40, {}, { requests: [], events: [], next: null }],
  ['and is not called away from it when ten seconds are over', speaks, 49, {}, { requests: [], events: [], next: null }],
  ['nor when a minute is', speaks, 99, {}, { requests: [], events: [], next: null }],
  [
    'there is no mailbox: it is over',
    [
      ...lifted,
      asked('blind', 12),
      leg('ivan', 'completed', 13),
      over('no-answer', 37),
      told('caller', 'held', 2, 12),
      told('caller', 'unheld', 3, 37),
    ],
    38,
    { back: null, hasMailbox: false },
    { requests: [{ kind: 'end', providerCallId: 'caller' }] },
  ],
  [
    'the last of ours hangs up: it is over for the other side',
    [...lifted, leg('ivan', 'completed', 20)],
    20,
    {},
    { requests: [{ kind: 'end', providerCallId: 'caller' }] },
  ],
  [
    'the other side has left as well: its end is on its way',
    [...lifted, leg('ivan', 'completed', 20), out('caller', 20)],
    29,
    {},
    { requests: [], events: [], next: at(30) },
  ],
  [
    'and does not come: the word that it had left was late, and it sits there alone',
    [...lifted, leg('ivan', 'completed', 20), out('caller', 20)],
    30,
    {},
    { requests: [{ kind: 'end', providerCallId: 'caller' }] },
  ],
  ...[19, 22].map((second): [string, readonly CallEvent[], number, Partial<SettleFacts>, object] => [
    `who was handed on to somebody gone at ${second} was taken by nobody: whoever handed him on is asked himself`,
    goneAsHandedOn(second),
    26,
    {},
    { requests: [], events: [{ kind: 'asked', body: { mode: 'back', step: 4, personId: 'ivan', targets: [{ personId: 'ivan' }] } }] },
  ]),
  [
    'and if he cannot be reached, the mailbox',
    goneAsHandedOn(19),
    26,
    { back: null },
    { requests: [], events: [{ kind: 'sent-on', body: { to: 'voicemail' } }] },
  ],
  [
    'whoever had him for longer has taken him: it is over',
    goneAsHandedOn(23),
    27,
    {},
    { events: [], requests: [{ kind: 'end', providerCallId: 'caller' }] },
  ],
  [
    'so it is when whoever kept him has talked to him and hangs up',
    [
      ...consulting,
      decided('handed-on', 20),
      told('caller', 'unheld', 4, 20),
      leg('maria', 'completed', 19, 3),
      leg('ivan', 'completed', 80),
    ],
    81,
    {},
    { events: [], requests: [{ kind: 'end', providerCallId: 'caller' }] },
  ],
])('%s', (_, events, second, more, expected) => expect(settle(events, second, more)).toMatchObject(expected));
