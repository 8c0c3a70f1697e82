import { type ActRefusal, type CallAct, type CallEvent, decideAct, projectCall } from '@ringbase/domain';
import fc from 'fast-check';
import { asked, at, begun, by, consulting, decided, leg, lifted, lifting, over, talk, target, told } from '../../testing/control-story.js';

const call = (events: readonly CallEvent[]) => projectCall(events) as NonNullable<ReturnType<typeof projectCall>>;
const act = (events: readonly CallEvent[], wanted: CallAct, who = 'ivan', plan = 'script') =>
  decideAct(wanted, { call: call(events), events, state: { step: 1, plan }, by: who, changeable: true, key: 'key', name: 'name' }, at(30));
const ask = (mode: 'warm' | 'blind' | 'add', targets = [target('maria')]): CallAct => ({
  kind: 'ask',
  mode,
  to: { kind: 'person', personId: 'maria', name: 'Maria' },
  targets,
  seconds: 25,
});

test.each<[string, readonly CallEvent[], CallAct, string[]]>([
  ['hold lifts the call first', talk, { kind: 'hold' }, ['conference-begun', 'lifting', 'held']],
  ['hold of a lifted call is hold alone', lifted, { kind: 'hold' }, ['held']],
  ['a call that is being lifted is not lifted twice', [...talk, begun, lifting], { kind: 'hold' }, ['lifting', 'held']],
  ['muting at the provider needs a conference', talk, { kind: 'mute', muted: true }, ['conference-begun', 'lifting', 'muted']],
  ['a pause of the recording needs none', talk, { kind: 'pause-recording' }, ['recording-paused']],
  ['a call is handed on, spoken to first or not', talk, ask('warm'), ['conference-begun', 'lifting', 'asked']],
  ['a third is asked to a call that is lifted', lifted, ask('add'), ['asked']],
  ['who has been spoken to takes the call over', consulting, { kind: 'complete' }, ['handed-on']],
  ['who has been spoken to stays as a third', consulting, { kind: 'merge' }, ['merged']],
  ['who was asked is called off', [...lifted, asked('warm', 12)], { kind: 'cancel' }, ['asking-over']],
])('%s', (_, events, wanted, kinds) => {
  const decision = act(events, wanted);
  expect(decision.kind === 'do' ? decision.events.map(({ kind }) => kind) : decision).toEqual(kinds);
});

test.each<[string, readonly CallEvent[], CallAct]>([
  ['what is held already', [...lifted, by('held', 12)], { kind: 'hold' }],
  ['what is talked to already', lifted, { kind: 'resume' }],
  ['the same wish', [...lifted, { ...by('held', 12), key: 'control:key' }, by('resumed', 13)], { kind: 'hold' }],
  ['a recording that is paused', [...talk, by('recording-paused', 9)], { kind: 'pause-recording' }],
  ['one that goes on', talk, { kind: 'resume-recording' }],
  ['who is heard already', talk, { kind: 'mute', muted: false }],
])('%s is nothing to do', (_, events, wanted) => expect(act(events, wanted)).toEqual({ kind: 'nothing' }));

test.each<[string, readonly CallEvent[], CallAct, ActRefusal, string?, string?]>([
  ['a colleague who is not on the line may do nothing', talk, { kind: 'hold' }, 'not-yours', 'maria'],
  ['who has left may do nothing', [...consulting, leg('ivan', 'completed', 29)], { kind: 'hold' }, 'not-yours'],
  ['nobody is asked while somebody is', [...lifted, asked('warm', 12)], ask('blind'), 'asking'],
  ['nobody is resumed in the middle of a consultation', consulting, { kind: 'resume' }, 'asking'],
  ['nothing is completed that was not begun', lifted, { kind: 'complete' }, 'not-asking'],
  ['nothing is completed before it is answered', [...lifted, asked('warm', 12)], { kind: 'complete' }, 'not-answered'],
  ['who was asked does not decide', consulting, { kind: 'complete' }, 'not-yours', 'maria'],
  ['nor does he call himself off', consulting, { kind: 'cancel' }, 'not-yours', 'maria'],
  ['with nobody to ring nothing begins', talk, ask('blind', []), 'nobody-to-ring'],
  ['what the static answer has put through cannot be lifted', talk, { kind: 'hold' }, 'static', 'ivan', 'static'],
  [
    'nor can what it is told to have put through, whatever was written of the script',
    [...talk, { key: 'static-answer-given:1', at: at(4), kind: 'static-answer-given', body: { step: 1 } }],
    { kind: 'hold' },
    'static',
  ],
  [
    'a call whose Dial is over is not lifted',
    [
      ...talk,
      {
        key: 'ring-finished:1',
        at: at(29),
        kind: 'ring-finished',
        body: { step: 1, status: 'completed', legProviderCallId: 'ivan', bridged: true, seconds: 24 },
      },
    ],
    { kind: 'hold' },
    'parting',
  ],
])('%s', (_, events, wanted, reason, who = 'ivan', plan = 'script') =>
  expect(act(events, wanted, who, plan)).toEqual({ kind: 'refused', reason }),
);

test.each<CallAct>([
  { kind: 'hold' },
  { kind: 'mute', muted: true },
  ask('blind'),
  ask('warm'),
  { kind: 'merge' },
  { kind: 'pause-recording' },
])('$kind of a call whose carrier cannot be asked for it is refused', (wanted) => {
  const facts = {
    call: call(consulting),
    events: consulting,
    state: { step: 1, plan: 'script' },
    key: 'key',
    name: 'name',
    changeable: false,
  };
  expect(decideAct(wanted, { ...facts, by: 'ivan' }, at(30))).toEqual({ kind: 'refused', reason: 'other-carrier' });
  expect(decideAct(wanted, { ...facts, by: 'petar' }, at(30))).toEqual({ kind: 'refused', reason: 'not-yours' });
});

test.each<[string, readonly CallEvent[], object]>([
  ['a hold is his who put it', [...lifted, by('held', 12)], { hold: { by: 'ivan', settled: false } }],
  [
    'a hold that the provider has told of is settled',
    [...lifted, by('held', 12), told('caller', 'held', 2, 13)],
    { hold: { settled: true } },
  ],
  [
    'a consultation keeps the other side on hold',
    consulting,
    { hold: { by: null, settled: true }, asking: { joined: true, attended: true } },
  ],
  ['completed: talked to again', [...consulting, decided('handed-on', 20)], { hold: null, asking: null }],
  ['merged: all talk', [...consulting, decided('merged', 20)], { hold: null, asking: null }],
  ['called off: talked to again', [...consulting, over('cancelled', 20)], { hold: null, asking: null, askEnded: null }],
  [
    'not answered: talked to again, and said so',
    [...lifted, asked('warm', 12), over('no-answer', 37)],
    { hold: null, askEnded: { reason: 'no-answer' } },
  ],
  ['whoever asked hangs up after it was answered: handed on', [...consulting, leg('ivan', 'completed', 22)], { hold: null, asking: null }],
  [
    'whoever asked hangs up before it was answered: music until somebody comes',
    [...lifted, asked('warm', 12), leg('ivan', 'completed', 20)],
    { hold: { by: null } },
  ],
  ['who was asked hangs up again: talked to again', [...consulting, leg('maria', 'completed', 22)], { hold: null, asking: null }],
  ['a third is asked while the two talk on', [...lifted, asked('add', 12)], { hold: null, asking: { mode: 'add' } }],
  [
    'a hold ends with whoever put it and has handed the call on',
    [...consulting, by('held', 9), decided('handed-on', 20), leg('ivan', 'completed', 21)],
    { hold: null },
  ],
])('%s', (_, events, control) => expect(call(events).control).toMatchObject(control));

test('what a call was made into is the same whatever order its events came in', () => {
  const story = [
    ...consulting,
    decided('handed-on', 20),
    told('caller', 'unheld', 4, 20),
    leg('ivan', 'completed', 21),
    told('ivan', 'left', 5, 21),
    leg('caller', 'completed', 50),
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(story, { minLength: story.length }), (events) => {
      expect(call(events)).toEqual(call(story));
    }),
    { numRuns: 150 },
  );
});
