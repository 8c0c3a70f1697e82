import { type CallEvent, traceOfCall } from '@ringbase/domain';
import { asked, at, joined, leg, over, received, routed, talk } from '../testing/control-story.js';

const entry = (step: number, reason: string) => ({ step, block: 'block', kind: 'queue', reason, facts: {} });
const step = (number: number, second: number, ...reasons: readonly string[]): CallEvent => ({
  key: `routed:${number}`,
  at: at(second),
  kind: 'routed',
  body: {
    step: number,
    plan: 'script',
    targets: [],
    trace: reasons.map((reason) => entry(number - (reason === 'queued' ? 1 : 0), reason)),
  },
});
const queued: CallEvent = {
  key: 'queued:2',
  at: at(5),
  kind: 'queued',
  body: {
    step: 2,
    block: 'queue',
    since: at(5).toISOString(),
    until: at(65).toISOString(),
    personId: null,
    ownerId: null,
    strategy: 'in-order',
    ringSeconds: 15,
  },
};
const told = (events: readonly CallEvent[]) => traceOfCall(events).map(({ reason, facts }) => [reason, facts['tried']]);
const rung = (who: string, outcome: string | null, milliseconds: number | null) => ({
  personId: who,
  device: 'sip',
  outcome,
  milliseconds,
});

test('who was rung for a waiting caller stands between his coming and what followed, each with the result and the time', () => {
  const events = [
    received,
    leg('caller', 'ringing', 0),
    step(2, 5, 'queued'),
    queued,
    leg('maria', 'initiated', 7, 2),
    leg('maria', 'no-answer', 22, 2),
    leg('petar', 'initiated', 23, 2),
    leg('petar', 'busy', 24, 2),
    step(3, 20),
    step(9, 65, 'queue-time-over'),
  ];
  expect(told(events)).toEqual([
    ['queued', undefined],
    ['queue-tried', [rung('maria', 'no-answer', 15_000), rung('petar', 'busy', 1000)]],
    ['queue-time-over', undefined],
  ]);
  expect(traceOfCall(events)[1]).toMatchObject({ at: at(24), step: 2, block: 'queue', facts: { people: ['maria', 'petar'] } });
});

test('who took him is among them, and so are those who were too late', () => {
  const events = [
    received,
    leg('caller', 'ringing', 0),
    step(2, 5, 'queued'),
    queued,
    leg('maria', 'initiated', 7, 2),
    leg('petar', 'initiated', 8, 2),
    leg('maria', 'answered', 11, 2),
    joined('maria', 2, 12),
    joined('caller', 2, 13),
    leg('petar', 'canceled', 13, 2),
    leg('maria', 'completed', 60, 2),
  ];
  expect(told(events)).toEqual([
    ['queued', undefined],
    ['queue-tried', [rung('maria', 'connected', 4000), rung('petar', 'answered-elsewhere', 5000)]],
  ]);
});

test('a queue in which nobody was rung adds nothing', () => {
  expect(told([received, step(2, 5, 'queued'), queued, step(3, 20, 'queue-callback-kept')])).toEqual([
    ['queued', undefined],
    ['queue-callback-kept', undefined],
  ]);
});

test('to whom a call was to be handed on follows its route, with what became of it', () => {
  const events = [...talk, asked('warm', 12), leg('maria', 'initiated', 12, 3), leg('maria', 'no-answer', 37, 3), over('no-answer', 37)];
  expect(traceOfCall(events)).toMatchObject([
    {
      at: at(37),
      step: 3,
      kind: 'transfer',
      reason: 'asked-person',
      facts: { mode: 'warm', byPersonId: 'ivan', people: ['maria'], tried: [rung('maria', 'no-answer', 25_000)], over: 'no-answer' },
    },
  ]);
});

test('one that is asked and has not answered yet rings', () => {
  expect(traceOfCall([...talk, asked('blind', 12), leg('maria', 'ringing', 13, 3)])).toMatchObject([
    { reason: 'asked-person', facts: { tried: [rung('maria', null, null)], over: null } },
  ]);
});

test('a number outside is told as a number', () => {
  const ask = asked('warm', 12) as CallEvent & { kind: 'asked' };
  const number: CallEvent = { ...ask, body: { ...ask.body, to: { kind: 'number', e164: '+35929999999' }, targets: [] } };
  expect(traceOfCall([...talk, number, leg('guest', 'initiated', 12, 3), leg('guest', 'failed', 14, 3)])).toMatchObject([
    {
      reason: 'asked-number',
      facts: { number: '+35929999999', tried: [{ personId: null, device: null, outcome: 'failed', milliseconds: 2000 }] },
    },
  ]);
});

test('a call that only rang is told as its route has it', () => {
  expect(traceOfCall([routed])).toEqual([]);
  expect(told([received, step(1, 0, 'ringing-owner'), leg('ivan', 'ringing', 1)])).toEqual([['ringing-owner', undefined]]);
});
