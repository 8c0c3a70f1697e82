import type { ScriptCondition } from '@ringbase/domain';
import { makeCondition, minuteOf, timeOf } from './make-condition.js';
import { setVariables } from './set-variables.js';

const open: ScriptCondition = { kind: 'open' };
const holiday: ScriptCondition = { kind: 'holiday' };

test.each<[string, ScriptCondition, ScriptCondition]>([
  ['a plain one in the place of another', makeCondition('holiday', open), holiday],
  ['several take up the one that was there', makeCondition('all', open), { kind: 'all', of: [open] }],
  [
    'all and any hand their parts to each other',
    makeCondition('any', { kind: 'all', of: [open, holiday] }),
    { kind: 'any', of: [open, holiday] },
  ],
  ['the opposite is of what was there', makeCondition('not', holiday), { kind: 'not', of: holiday }],
])('%s', (_, made, expected) => {
  expect(made).toEqual(expected);
});

test.each([
  ['00:00', 0],
  ['09:05', 545],
  ['22:00', 1320],
])('%s is minute %i of the day', (time, minute) => {
  expect(minuteOf(time)).toBe(minute);
  expect(timeOf(minute)).toBe(time);
});

test('what is no time is none, and the end of the day is midnight', () => {
  expect(minuteOf('')).toBeNull();
  expect(timeOf(1440)).toBe('00:00');
});

test('the variables that a script sets are found wherever they are set', () => {
  const words = { en: '', ru: '', bg: '' };
  const http = {
    kind: 'http-request',
    method: 'GET',
    url: 'https://a',
    headers: {},
    body: null,
    seconds: 5,
    next: 'x',
    failed: 'x',
  } as const;
  const blocks = {
    a: { kind: 'set-variable', name: 'topic', value: '', next: 'b' },
    b: { ...http, answer: { tier: 'a.b', topic: 'c' } },
    c: { kind: 'say', words, next: 'a' },
    d: { kind: 'set-variable', name: 'Not yet', value: '', next: 'b' },
  } as const;
  expect(setVariables({ format: 1, start: 'a', blocks })).toEqual(['tier', 'topic']);
});
